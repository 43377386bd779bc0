package dev.emporium.checkout.domain.lead;

/**
 * The product whose profile page the lead was left at.
 *
 * @param appId the catalog's
 * @param number AppDirect's application number
 * @param developer the catalog's developer id, which is the company's id for AppDirect's developers
 * @param editionId the edition the customer asked for, or null
 */
public record LeadProduct(
    String appId, long number, String name, String developer, String editionId) {}
