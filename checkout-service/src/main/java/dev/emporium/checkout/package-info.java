/** How it is bought: shopping carts, their prices, and the start of every purchase. */
package dev.emporium.checkout;
