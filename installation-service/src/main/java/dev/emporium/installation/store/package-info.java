/** SQL, one class per aggregate; each change appends its event. */
package dev.emporium.installation.store;
