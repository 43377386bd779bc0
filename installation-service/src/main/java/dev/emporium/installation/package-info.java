/** Who has what: marketplaces, clients and tokens, companies, users, installations, connections. */
package dev.emporium.installation;
