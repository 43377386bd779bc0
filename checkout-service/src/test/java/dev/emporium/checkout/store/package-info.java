/** How the stores' queries are answered. */
package dev.emporium.checkout.store;
