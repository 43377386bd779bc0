/** The platform's own operations: marketplaces, clients, users, agencies. */
package dev.emporium.installation.admin;
