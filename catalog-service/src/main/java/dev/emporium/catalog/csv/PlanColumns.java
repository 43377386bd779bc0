package dev.emporium.catalog.csv;

import dev.emporium.catalog.domain.product.Contract;
import dev.emporium.catalog.domain.product.Contract.Fee;
import dev.emporium.catalog.domain.product.Contract.Term;
import dev.emporium.catalog.domain.product.Edition;
import dev.emporium.catalog.domain.product.FreeTrial;
import dev.emporium.catalog.domain.product.Frequency;
import dev.emporium.catalog.domain.product.PlanTerms;
import dev.emporium.catalog.domain.product.ProductDraft;
import dev.emporium.catalog.domain.product.ProductDraft.PlanDraft;
import dev.emporium.kit.failure.Failure;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The columns of editions and plans. */
final class PlanColumns {
  static final Set<String> EDITION =
      Set.of(
          "editionCode",
          "editionName",
          "editionRank",
          "editionInvisible",
          "bundleOnly",
          "editionVisibleTo",
          "bullets",
          "targetAudience");

  static final Set<String> PLAN =
      Set.of(
          "planCode",
          "planName",
          "frequency",
          "planVisibleTo",
          "license",
          "commission",
          "feePayer",
          "trialLength",
          "trialUnit",
          "trialGracePeriod",
          "contractLength",
          "contractLengthUnit",
          "renewal",
          "terminationFeeType",
          "terminationFee",
          "terminationFeePercentage",
          "terminationFeeDescription",
          "terminationFeeGracePeriod",
          "terminationFeeGracePeriodUnit",
          "cancellationPeriodLimit",
          "cancellationPeriodLimitUnit",
          "endOfContractGracePeriod",
          "endOfContractGracePeriodUnit",
          "blockSwitchToShorterContract",
          "blockContractUpgrades",
          "blockContractDowngrades",
          "keepContractDateOnPlanChange",
          "alignWithParentCycleStartDate");

  private static final List<String> CONTRACT_UNITS = List.of("DAY", "MONTHLY", "YEARLY");
  private static final List<String> GRACE_UNITS = List.of("NONE", "DAY", "MONTHLY");
  private static final List<String> END_UNITS = List.of("NONE", "DAY", "MONTHLY", "INFINITY");
  private static final List<String> RENEWALS = List.of("AUTO_RENEW", "MONTH_TO_MONTH", "EXPIRE");
  private static final Pattern ROLE = Pattern.compile("ROLE_[A-Z_]{1,60}");
  private static final int MAX_COMMISSION = 10_000;

  private PlanColumns() {}

  /** Makes or changes the edition of the row; a new one is named by {@code editionName}. */
  static void edition(ProductDraft draft, CsvRow row) {
    String code = row.code("editionCode");
    draft.edition(
        code,
        old ->
            new Edition(
                old == null ? null : old.editionId(),
                old == null ? 0 : old.number(),
                code,
                row.text("editionName", old == null ? code : old.name()),
                row.whole("editionRank", old == null ? draft.editions().size() + 1 : old.rank()),
                row.flag("editionInvisible", old != null && old.invisible()),
                row.flag("bundleOnly", old != null && old.bundleOnly()),
                roles(row, "editionVisibleTo", old == null ? List.of() : old.visibleTo()),
                row.has("bullets") ? row.list("bullets") : old == null ? List.of() : old.bullets(),
                row.text("targetAudience", old == null ? null : old.audience())));
  }

  /** Makes or changes the plan of the row; a new one needs its edition and its frequency. */
  static void plan(ProductDraft draft, CsvRow row) {
    String code = row.code("planCode");
    draft.plan(code, old -> plan(draft, row, code, old));
  }

  private static PlanDraft plan(ProductDraft draft, CsvRow row, String code, PlanDraft old) {
    PlanTerms before = old == null ? null : old.terms();
    if (old == null) {
      row.required("frequency");
    }
    String edition = row.has("editionCode") ? row.code("editionCode") : null;
    if (edition == null) {
      edition = old == null ? row.required("editionCode") : old.editionCode();
    }
    if (!draft.hasEdition(edition)) {
      throw Failure.invalid("editionCode", "The product has no edition " + edition);
    }
    if (old != null && !old.editionCode().equals(edition)) {
      throw Failure.invalid("editionCode", "Plan " + code + " belongs to " + old.editionCode());
    }
    var terms =
        new PlanTerms(
            row.text("planName", before == null ? code : before.name()),
            row.choice("frequency", Frequency.class, before == null ? null : before.frequency()),
            before == null ? List.of() : before.currencies(),
            before == null ? List.of() : before.costs(),
            contract(row, before == null ? null : before.contract()),
            trial(row, before == null ? null : before.trial()),
            roles(row, "planVisibleTo", before == null ? List.of() : before.visibleTo()));
    int commission = row.whole("commission", old == null ? 0 : old.commission());
    if (commission < 0 || commission > MAX_COMMISSION) {
      throw Failure.invalid("commission", "This value must be from 0 to " + MAX_COMMISSION);
    }
    return new PlanDraft(
        code,
        edition,
        row.choice("license", List.of("single", "group"), old == null ? "group" : old.license()),
        commission,
        row.choice(
            "feePayer",
            List.of("developer", "marketplace"),
            old == null ? "marketplace" : old.feePayer()),
        terms);
  }

  static List<String> roles(CsvRow row, String column, List<String> otherwise) {
    if (!row.has(column)) {
      return otherwise;
    }
    List<String> roles = row.list(column);
    if (roles.equals(List.of("*"))) {
      return List.of();
    }
    for (String role : roles) {
      if (!ROLE.matcher(role).matches()) {
        throw Failure.invalid(column, "Roles are written ROLE_USER|ROLE_RESELLER, * is everybody");
      }
    }
    return List.copyOf(new TreeSet<>(roles));
  }

  private static FreeTrial trial(CsvRow row, FreeTrial old) {
    if (!row.has("trialLength")) {
      return old;
    }
    int length = row.whole("trialLength", 0);
    return length == 0
        ? null
        : FreeTrial.of(
            length,
            row.choice("trialUnit", List.of("DAY", "MONTH"), "DAY"),
            row.whole("trialGracePeriod", null));
  }

  private static Contract contract(CsvRow row, Contract old) {
    if (old == null && !row.has("contractLength")) {
      return null;
    }
    if (Integer.valueOf(0).equals(row.whole("contractLength", null))) {
      return null;
    }
    return new Contract(
        term(row, "contractLength", CONTRACT_UNITS, "MONTHLY", old == null ? null : old.minimum()),
        row.choice("renewal", RENEWALS, old == null ? "AUTO_RENEW" : old.renewal()),
        fee(row, old == null ? null : old.fee()),
        term(
            row,
            "terminationFeeGracePeriod",
            GRACE_UNITS,
            "DAY",
            old == null ? Term.NONE : old.feeGrace()),
        term(
            row,
            "cancellationPeriodLimit",
            GRACE_UNITS,
            "DAY",
            old == null ? Term.NONE : old.cancellation()),
        term(
            row,
            "endOfContractGracePeriod",
            END_UNITS,
            "DAY",
            old == null ? Term.INFINITY : old.endGrace()),
        row.flag("blockSwitchToShorterContract", old != null && old.blockSwitchToShorterContract()),
        row.flag("blockContractUpgrades", old != null && old.blockContractUpgrades()),
        row.flag("blockContractDowngrades", old != null && old.blockContractDowngrades()),
        row.flag("keepContractDateOnPlanChange", old != null && old.keepContractDateOnPlanChange()),
        row.flag(
            "alignWithParentCycleStartDate", old != null && old.alignWithParentCycleStartDate()));
  }

  private static Term term(
      CsvRow row, String column, List<String> units, String usual, Term otherwise) {
    Integer length = row.whole(column, null);
    String unit = row.choice(column + "Unit", units, null);
    if (length == null && unit == null) {
      return otherwise;
    }
    return new Term(length, unit == null ? usual : unit);
  }

  private static Fee fee(CsvRow row, Fee old) {
    String type = row.choice("terminationFeeType", List.of("NONE", "FIXED", "PERCENTAGE"), null);
    if (type == null) {
      if (old == null && (row.has("terminationFee") || row.has("terminationFeePercentage"))) {
        throw Failure.invalid("terminationFeeType", "This field is required with a fee");
      }
      return old;
    }
    return "NONE".equals(type)
        ? null
        : new Fee(
            type,
            row.amounts("terminationFee"),
            row.decimal("terminationFeePercentage"),
            row.text("terminationFeeDescription"));
  }
}
