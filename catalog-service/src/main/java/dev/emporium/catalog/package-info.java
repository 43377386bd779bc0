/** What is for sale: apps, versions, models, editions, plans, developers. */
package dev.emporium.catalog;
