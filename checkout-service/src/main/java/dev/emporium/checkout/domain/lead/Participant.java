package dev.emporium.checkout.domain.lead;

import java.util.UUID;

/**
 * Who hands a lead on or has it (LeadParticipant, appdirect.txt:2404): a company, or the
 * marketplace.
 *
 * @param company null for the marketplace ({@code CHANNEL})
 */
public record Participant(UUID company) {
  /** The marketplace itself. */
  public static final Participant CHANNEL = new Participant(null);

  public boolean isChannel() {
    return company == null;
  }

  public boolean is(UUID other) {
    return company != null && company.equals(other);
  }
}
