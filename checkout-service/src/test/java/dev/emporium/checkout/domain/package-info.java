/** Tests of the rules, without a database. */
package dev.emporium.checkout.domain;
