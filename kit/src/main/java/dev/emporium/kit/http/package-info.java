/**
 * From a contract to routes: what an operation receives, what it replies, and how failures look.
 */
package dev.emporium.kit.http;
