/** Money, identifiers and pages: values the domain may use. Depends on the JDK only. */
package dev.emporium.kit.value;
