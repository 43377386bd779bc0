/**
 * What is owed and paid: records and rules. Pure Java: the JDK and kit's failure and value only.
 */
package dev.emporium.billing.domain;
