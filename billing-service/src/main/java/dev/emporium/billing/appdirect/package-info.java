/** AppDirect's billing sections. Translates; the domain decides. */
package dev.emporium.billing.appdirect;
