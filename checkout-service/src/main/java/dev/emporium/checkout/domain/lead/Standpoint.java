package dev.emporium.checkout.domain.lead;

import java.util.Set;
import java.util.UUID;

/**
 * From where somebody looks at leads. Several contexts add up.
 *
 * @param user null for a program that acts for the company
 * @param developersSee whether the marketplace shows product leads to the products' developers
 */
public record Standpoint(
    Set<LeadContext> contexts, UUID user, UUID company, boolean developersSee) {
  public Standpoint {
    contexts = Set.copyOf(contexts);
  }

  /** Whether it speaks for the marketplace. */
  public boolean manages() {
    return contexts.stream().anyMatch(LeadContext::isManager);
  }

  /** Reads and writes all of the marketplace's data (appdirect.txt:2492). */
  public boolean all() {
    return contexts.contains(LeadContext.PARTNER);
  }

  public boolean resells() {
    return contexts.contains(LeadContext.RESELLER);
  }

  public boolean develops() {
    return developersSee && contexts.contains(LeadContext.DEVELOPER);
  }

  /**
   * Whether the lead is visible (appdirect.txt:2372, 2690): a manual lead to who made it, a profile
   * lead to managers, a company's to the profile's owner, a product's, where the marketplace says
   * so, to its developer; any lead to the company it is with; to managers also what is referred to
   * them and what waits for their approval.
   */
  public boolean sees(Lead lead) {
    return all()
        || made(lead)
        || (manages() && managed(lead))
        || (resells() && concerns(lead))
        || (develops() && developed(lead));
  }

  /** Whether the lead may be changed: by who made it, who has it, and by managers. */
  public boolean mayChange(Lead lead) {
    return sees(lead) && (made(lead) || manages() || (resells() && concerns(lead)));
  }

  private static boolean managed(Lead lead) {
    return !lead.isManual() || lead.waitsForApproval() || lead.content().sales().isReferral();
  }

  private boolean made(Lead lead) {
    Creator creator = lead.origin().creator();
    return user != null
        ? user.equals(creator.user())
        : company != null && company.equals(creator.company());
  }

  private boolean concerns(Lead lead) {
    return lead.progress().recipient().is(company)
        || lead.progress().referrer().is(company)
        || (company != null && company.equals(lead.origin().profileCompany()));
  }

  private boolean developed(Lead lead) {
    LeadProduct product = lead.origin().product();
    return product != null
        && lead.origin().type() == LeadType.PRODUCT
        && company != null
        && company.toString().equals(product.developer());
  }
}
