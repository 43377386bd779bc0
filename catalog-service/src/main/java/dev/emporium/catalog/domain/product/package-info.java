/** What products have that OpenChannel's apps have no word for: editions, costs, contracts. */
package dev.emporium.catalog.domain.product;
