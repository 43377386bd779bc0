/** HighLevel's wallet charges and rebilling. Translates; the domain decides. */
package dev.emporium.billing.highlevel;
