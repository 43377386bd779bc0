/** Money, identifiers, pages, custom JSON: values the domain may use. Knows the JDK and failures. */
package dev.emporium.kit.value;
