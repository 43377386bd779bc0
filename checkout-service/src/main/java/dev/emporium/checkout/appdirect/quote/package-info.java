/** AppDirect's section AppResellerQuoteVersion. */
package dev.emporium.checkout.appdirect.quote;
