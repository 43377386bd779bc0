/** Opportunities and what their sale asks for, at rest. */
package dev.emporium.checkout.store.opportunity;
