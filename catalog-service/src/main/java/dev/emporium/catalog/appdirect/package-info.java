/** AppDirect's sections Product, Edition and PaymentPlan. */
package dev.emporium.catalog.appdirect;
