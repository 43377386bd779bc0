/** Quotes and the links to them at rest. */
package dev.emporium.checkout.store.quote;
