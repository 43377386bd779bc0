/** The listening side: what a request must look like, refusals, CORS, the documentation pages. */
package dev.emporium.gateway.edge;
