/** Carts and the rules of buying. Depends on the JDK and kit's failure and value packages only. */
package dev.emporium.checkout.domain;
