/** The trace a request, an event and their log lines belong to (W3C trace context). */
package dev.emporium.kit.trace;
