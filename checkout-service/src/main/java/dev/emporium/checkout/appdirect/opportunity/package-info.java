/** Opportunities in AppDirect's dialect (appdirect.txt:3780-5686). */
package dev.emporium.checkout.appdirect.opportunity;
