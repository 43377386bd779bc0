/** Passing a request on: kept connections, streaming, time-outs, circuit breaking. */
package dev.emporium.gateway.proxy;
