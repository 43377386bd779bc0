package dev.emporium.checkout.domain;

import dev.emporium.kit.failure.Failure;
import java.util.Collections;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Everything of a cart that its people may change. Whole at every moment: references and add-ons
 * name items that are there, fees are in the cart's currency.
 *
 * @param paymentMethodId the payment instrument the buyer chose, or null for the default one
 * @param preAuthId a pre-authorization the buyer's payment page got, or null
 * @param customAttributes by scope (purchase, buyerUser, …), as JSON values
 */
public record CartContents(
    Parties parties,
    Currency currency,
    String locale,
    String paymentMethodId,
    String preAuthId,
    Map<String, Object> customAttributes,
    List<CartItem> items,
    List<CartFee> fees,
    List<AccreditedAgent> agents) {
  /** More items than a person can want, few enough to price in one go. */
  private static final int MOST_ITEMS = 200;

  private static final int MOST_FEES = 100;

  public CartContents {
    customAttributes = Collections.unmodifiableMap(new LinkedHashMap<>(customAttributes));
    items = List.copyOf(items);
    fees = List.copyOf(fees);
    agents = List.copyOf(agents);
    requireWhole(items);
    requireFitting(fees, currency, ids(items));
  }

  /** Nothing in it yet. */
  public static CartContents empty(Parties parties, Currency currency) {
    return new CartContents(
        parties, currency, null, null, null, Map.of(), List.of(), List.of(), List.of());
  }

  /** A copy to change. */
  public Edit edit() {
    return new Edit(this);
  }

  /** Only these items: add-ons of those that are gone stand alone, fees for them are gone too. */
  public CartContents only(List<CartItem> left) {
    Set<UUID> ids = ids(left);
    return edit()
        .items(
            left.stream()
                .map(
                    item ->
                        item.isAddOn() && !ids.contains(item.parentId()) ? item.under(null) : item)
                .toList())
        .fees(fees.stream().filter(fee -> !fee.dies(ids)).map(fee -> fee.keeping(ids)).toList())
        .done();
  }

  /**
   * True when an item is sold at other prices or under another contract than before, or a new one
   * not at the catalog's: who only buys may not do that.
   */
  public boolean sellsOtherwiseThan(CartContents before) {
    Map<UUID, Deal> agreed =
        before.items.stream().collect(Collectors.toMap(CartItem::id, CartItem::deal));
    return items.stream()
        .anyMatch(item -> !item.deal().sellsLike(agreed.getOrDefault(item.id(), Deal.NONE)));
  }

  private static Set<UUID> ids(List<CartItem> items) {
    return items.stream().map(CartItem::id).collect(Collectors.toUnmodifiableSet());
  }

  private static void requireWhole(List<CartItem> items) {
    if (items.size() > MOST_ITEMS) {
      throw Failure.invalid("items", "a shopping cart holds at most " + MOST_ITEMS + " items");
    }
    var references = new HashSet<String>();
    var parents =
        items.stream()
            .filter(item -> !item.isAddOn())
            .map(CartItem::id)
            .collect(Collectors.toUnmodifiableSet());
    for (CartItem item : items) {
      if (item.referenceId() != null && !references.add(item.referenceId())) {
        throw Failure.invalid(
            "referenceId", item.referenceId() + " already names an item of this shopping cart");
      }
      if (item.isAddOn() && !parents.contains(item.parentId())) {
        throw Failure.invalid(
            "associations", "an add-on's parent must be an item that is not an add-on itself");
      }
    }
  }

  private static void requireFitting(List<CartFee> fees, Currency currency, Set<UUID> items) {
    if (fees.size() > MOST_FEES) {
      throw Failure.invalid("fees", "a shopping cart has at most " + MOST_FEES + " fees");
    }
    var external = new HashSet<String>();
    for (CartFee fee : fees) {
      if (!fee.amount().currency().equals(currency)) {
        throw Failure.invalid("currency", "fees must be in the shopping cart's, " + currency);
      }
      if (!items.containsAll(fee.itemIds())) {
        throw Failure.invalid("itemIds", "names an item that is not in this shopping cart");
      }
      if (fee.externalId() != null && !external.add(fee.externalId())) {
        throw Failure.conflict(
                "A fee with external ID " + fee.externalId() + " is in this shopping cart already.")
            .withCode("FEE_ALREADY_EXISTS");
      }
    }
  }

  /** The contents while they are being changed; {@link #done} makes them whole again. */
  public static final class Edit {
    private Parties parties;
    private Currency currency;
    private String locale;
    private String paymentMethodId;
    private String preAuthId;
    private Map<String, Object> customAttributes;
    private List<CartItem> items;
    private List<CartFee> fees;
    private List<AccreditedAgent> agents;

    private Edit(CartContents from) {
      parties = from.parties;
      currency = from.currency;
      locale = from.locale;
      paymentMethodId = from.paymentMethodId;
      preAuthId = from.preAuthId;
      customAttributes = from.customAttributes;
      items = from.items;
      fees = from.fees;
      agents = from.agents;
    }

    public Edit parties(Parties next) {
      parties = Objects.requireNonNull(next);
      return this;
    }

    public Edit currency(Currency next) {
      currency = Objects.requireNonNull(next);
      return this;
    }

    public Edit locale(String next) {
      locale = next;
      return this;
    }

    public Edit paymentMethodId(String next) {
      paymentMethodId = next;
      return this;
    }

    public Edit preAuthId(String next) {
      preAuthId = next;
      return this;
    }

    public Edit customAttributes(Map<String, Object> next) {
      customAttributes = next;
      return this;
    }

    public Edit items(List<CartItem> next) {
      items = next;
      return this;
    }

    public Edit fees(List<CartFee> next) {
      fees = next;
      return this;
    }

    public Edit agents(List<AccreditedAgent> next) {
      agents = next;
      return this;
    }

    /** The new contents; fails with INVALID when they do not fit together. */
    public CartContents done() {
      return new CartContents(
          parties,
          currency,
          locale,
          paymentMethodId,
          preAuthId,
          customAttributes,
          items,
          fees,
          agents);
    }
  }
}
