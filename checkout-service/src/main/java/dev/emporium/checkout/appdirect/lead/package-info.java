/** AppDirect's sections AppResellerLeads and Leads v1 (prm). */
package dev.emporium.checkout.appdirect.lead;
