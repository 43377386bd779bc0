/** The small library every service stands on; no business words in it. */
package dev.emporium.kit;
