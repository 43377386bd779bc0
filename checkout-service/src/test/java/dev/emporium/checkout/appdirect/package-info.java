/** Tests of the AppDirect dialect. */
package dev.emporium.checkout.appdirect;
