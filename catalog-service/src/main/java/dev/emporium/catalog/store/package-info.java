/** SQL, one class per aggregate or projection. */
package dev.emporium.catalog.store;
