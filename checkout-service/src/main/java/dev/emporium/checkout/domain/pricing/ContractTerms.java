package dev.emporium.checkout.domain.pricing;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The contract of a plan or of an item, in the vendor's own fields (appdirect.txt:4926-4948 and
 * 9642-9674): minimumServiceLength(Unit), endOfContractGracePeriod(Unit),
 * contractCancellationPeriodLimit/Unit, terminationFee(GracePeriod(Unit)), contractFee,
 * renewalConfiguration, block flags, unitTerms and so on, as JSON values. It is kept with what is
 * sold; only its fee is money that a price needs.
 */
public record ContractTerms(Map<String, Object> fields) {
  /** No contract. */
  public static final ContractTerms NONE = new ContractTerms(Map.of());

  public ContractTerms {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** True when it says nothing. */
  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /** This contract with what a custom one says instead. */
  public ContractTerms with(ContractTerms custom) {
    var all = new LinkedHashMap<>(fields);
    all.putAll(custom.fields);
    return new ContractTerms(all);
  }

  /**
   * The same with the termination fee's amount of one currency, where the catalog has it in
   * several; a fixed fee without an amount in it is left out.
   */
  public ContractTerms in(String currency) {
    if (!(fields.get("terminationFee") instanceof Map<?, ?> fee)
        || !(fee.get("amount") instanceof Map<?, ?> amounts)) {
      return this;
    }
    var one = new LinkedHashMap<String, Object>();
    fee.forEach((field, value) -> one.put(field.toString(), value));
    Object amount = amounts.get(currency);
    if (amount == null) {
      one.remove("amount");
    } else {
      one.put("amount", new BigDecimal(amount.toString()));
    }
    var all = new LinkedHashMap<>(fields);
    all.put("terminationFee", one);
    return new ContractTerms(all);
  }

  /** What is charged once for the contract, when it says so. */
  public Optional<BigDecimal> contractFee() {
    return Optional.ofNullable(fields.get("contractFee"))
        .map(amount -> new BigDecimal(amount.toString()));
  }
}
