/** What no vendor document has an operation for. */
package dev.emporium.checkout.admin;
