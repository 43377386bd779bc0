/** Where a request goes: the table made from the services' contracts. */
package dev.emporium.gateway.route;
