package dev.emporium.billing;

import dev.emporium.billing.admin.PaymentSettingsOperations;
import dev.emporium.billing.admin.WalletOperations;
import dev.emporium.billing.appdirect.BillingLists;
import dev.emporium.billing.appdirect.DiscountOperations;
import dev.emporium.billing.appdirect.InvoiceOperations;
import dev.emporium.billing.appdirect.OrderOperations;
import dev.emporium.billing.appdirect.PaymentInstrumentOperations;
import dev.emporium.billing.appdirect.SubscriptionOperations;
import dev.emporium.billing.domain.PaymentGateway;
import dev.emporium.billing.event.Apps;
import dev.emporium.billing.event.Projections;
import dev.emporium.billing.highlevel.ChargeOperations;
import dev.emporium.billing.highlevel.RebillingOperations;
import dev.emporium.billing.openchannel.AccountOperations;
import dev.emporium.billing.openchannel.CardOperations;
import dev.emporium.billing.openchannel.CustomGatewayOperations;
import dev.emporium.billing.openchannel.TransactionOperations;
import dev.emporium.billing.payment.Accounts;
import dev.emporium.billing.payment.Cancellations;
import dev.emporium.billing.payment.CustomPayments;
import dev.emporium.billing.payment.DeveloperShares;
import dev.emporium.billing.payment.InvoicePayments;
import dev.emporium.billing.payment.PurchaseSaga;
import dev.emporium.billing.payment.Renewals;
import dev.emporium.billing.payment.StripeGateway;
import dev.emporium.billing.payment.TestGateway;
import dev.emporium.kit.service.ServiceHost;
import dev.emporium.kit.service.Wiring;
import dev.emporium.kit.store.Arrivals;
import java.util.List;

/** What is owed and paid: orders, subscriptions, invoices, payments, instruments, wallets. */
public final class BillingService {
  /** The service's short name. */
  public static final String NAME = "billing";

  private BillingService() {}

  /** Starts from the environment. */
  public static void main(String[] arguments) {
    ServiceHost.main(NAME, BillingService::wire);
  }

  /** Puts the service together. */
  public static void wire(Wiring wiring) {
    PaymentGateway gateway = gateway(wiring);
    var arrivals = new Arrivals(wiring.signals());
    var apps = new Apps(wiring.database(), arrivals);
    var projections = new Projections(wiring.database(), arrivals, apps);
    var payments = new InvoicePayments(wiring.database(), gateway);
    var accounts = new Accounts(wiring.database(), gateway);
    projections.wire(wiring);
    new PurchaseSaga(wiring.database(), wiring.signals(), projections, gateway).wire(wiring);
    payments.wire(wiring);
    new Renewals(wiring.database(), payments).wire(wiring);
    Cancellations.wire(wiring);
    new DeveloperShares(wiring.database(), gateway).wire(wiring);

    wiring.contract(
        "contract/billing/appdirect.yaml",
        operations -> {
          new PaymentInstrumentOperations(wiring.database(), projections, gateway).bind(operations);
          new SubscriptionOperations(wiring.database(), projections).bind(operations);
          new OrderOperations(wiring.database(), projections).bind(operations);
          new InvoiceOperations(wiring.database(), projections, payments).bind(operations);
          new BillingLists(wiring.database(), projections).bind(operations);
        });
    wiring.contract(
        "contract/billing/appdirect-discounts.yaml",
        operations -> new DiscountOperations(wiring.database()).bind(operations));
    wiring.contract(
        "contract/billing/highlevel.yaml",
        operations -> {
          new ChargeOperations(wiring.database(), apps).bind(operations);
          new RebillingOperations(apps).bind(operations);
        });
    wiring.contract(
        "contract/billing/admin.yaml",
        operations -> {
          new WalletOperations(wiring.database(), arrivals).bind(operations);
          new PaymentSettingsOperations(wiring.database(), accounts).bind(operations);
        });
    wiring.contract(
        "contract/billing/openchannel.yaml",
        operations -> {
          new TransactionOperations(wiring.database()).bind(operations);
          new CustomGatewayOperations(new CustomPayments(wiring.database(), projections))
              .bind(operations);
          new CardOperations(wiring.database(), projections, gateway).bind(operations);
          new AccountOperations(accounts).bind(operations);
        });
  }

  private static PaymentGateway gateway(Wiring wiring) {
    var settings = wiring.settings();
    String name = settings.text("PAYMENT_GATEWAY", "test");
    if (!List.of("test", "stripe").contains(name)) {
      settings.problem("PAYMENT_GATEWAY", "is neither test nor stripe");
    }
    String base = settings.optional("STRIPE_API_BASE").orElse(null);
    settings.optional("STRIPE_SECRET_KEY");
    if (!name.equals("stripe")) {
      return new TestGateway(wiring.database());
    }
    return new StripeGateway(wiring.vertx(), settings.text("STRIPE_SECRET_KEY"), base);
  }
}
