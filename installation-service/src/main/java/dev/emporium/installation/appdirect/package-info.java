/** AppDirect's account API. */
package dev.emporium.installation.appdirect;
