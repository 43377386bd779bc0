package dev.emporium.billing.domain;

import dev.emporium.kit.failure.Failure;
import java.util.UUID;

/**
 * What a caller of AppDirect may see and do.
 *
 * @param readsAll reads every company of the marketplace
 * @param writesAll acts for every company of the marketplace
 * @param companyId the caller's own company, or null
 * @param userId the caller, or null for a client
 * @param isBillingAdmin acts for everybody in the own company
 */
public record Access(
    boolean readsAll, boolean writesAll, UUID companyId, UUID userId, boolean isBillingAdmin) {

  /** Whether bills of the company may be read. */
  public boolean mayRead(UUID company) {
    return readsAll || writesAll || company.equals(companyId);
  }

  /** 403 unless bills of the company may be read. */
  public void requireRead(UUID company) {
    if (!mayRead(company)) {
      throw Failure.forbidden("The caller may not read this company's billing data");
    }
  }

  /** 403 unless bills of the whole marketplace may be read. */
  public void requireReadAll() {
    if (!readsAll && !writesAll) {
      throw Failure.forbidden("The caller may not read the whole marketplace's billing data");
    }
  }

  /** 403 for those who act for their own company only. */
  public void requireWriteAll(String what) {
    if (!writesAll) {
      throw Failure.forbidden("The caller may not change this " + what);
    }
  }

  /** 404 for what the caller may not see, 403 for what may be seen but not changed. */
  public void requireWrite(UUID company, UUID user, String what) {
    if (!mayRead(company)) {
      throw Failure.notFound("The " + what + " was not found");
    }
    boolean own = company.equals(companyId) && (isBillingAdmin || user.equals(userId));
    if (!writesAll && !own) {
      throw Failure.forbidden("The caller may not change this " + what);
    }
  }
}
