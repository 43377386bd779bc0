/** Catalog files: rows and columns, and what each kind of file does to products. */
package dev.emporium.catalog.csv;
