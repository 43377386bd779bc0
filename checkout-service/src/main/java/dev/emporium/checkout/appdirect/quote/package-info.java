/** AppDirect's section AppResellerQuoteVersion, and the customer's own way to a quote. */
package dev.emporium.checkout.appdirect.quote;
