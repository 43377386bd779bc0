/** What every way to a quote shares: its changes, its paper, its public page. */
package dev.emporium.checkout.quote;
