/** Carts and their validations at rest. */
package dev.emporium.checkout.store;
