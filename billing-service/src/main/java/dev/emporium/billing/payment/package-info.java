/** Taking money: the purchase saga, renewals, and the gateways behind the PaymentGateway port. */
package dev.emporium.billing.payment;
