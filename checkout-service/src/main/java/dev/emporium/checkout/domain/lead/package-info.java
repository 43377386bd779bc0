/** Sales leads: who may become a customer, who sells to it, and how it became one. Pure rules. */
package dev.emporium.checkout.domain.lead;
