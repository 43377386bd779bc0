/** Carts in AppDirect's dialect (appdirect.txt:8457-10508). */
package dev.emporium.checkout.appdirect;
