/** billing-service: what is owed and paid. */
package dev.emporium.billing;
