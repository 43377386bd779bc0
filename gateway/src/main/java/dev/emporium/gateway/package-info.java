/** The one door: authenticates, limits, routes and passes on; owns no data. */
package dev.emporium.gateway;
