package dev.emporium.checkout.domain.lead;

import java.util.UUID;

/**
 * Who made the lead.
 *
 * @param user null for a program of the company's
 * @param company null for an anonymous visitor
 * @param role without the prefix, such as {@code RESELLER} or {@code CHANNEL_ADMIN}
 */
public record Creator(UUID user, UUID company, String role) {
  /** A visitor of a profile page. */
  public static final Creator ANONYMOUS = new Creator(null, null, "ANONYMOUS");
}
