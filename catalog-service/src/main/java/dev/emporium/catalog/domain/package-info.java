/** Apps and their rules: states, pricing models, restrictions, names. Pure Java. */
package dev.emporium.catalog.domain;
