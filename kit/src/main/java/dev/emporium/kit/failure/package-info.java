/** The one failure a rule raises; dialects render it. Depends on the JDK only. */
package dev.emporium.kit.failure;
