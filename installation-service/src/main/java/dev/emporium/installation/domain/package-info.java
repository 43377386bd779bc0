/** Records and rules of accounts, identity and installations: pure Java. */
package dev.emporium.installation.domain;
