/** OpenChannel's payment sections. Translates; the domain decides. */
package dev.emporium.billing.openchannel;
