/** Money, identifiers, pages, custom JSON: values the domain may use; JDK and failures only. */
package dev.emporium.kit.value;
