package dev.emporium.catalog.event;

import dev.emporium.catalog.csv.CsvRow;
import dev.emporium.catalog.csv.EntityType;
import dev.emporium.catalog.csv.EntityType.Operation;
import dev.emporium.catalog.csv.RowError;
import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.product.ProductDraft;
import dev.emporium.catalog.domain.product.ProductDraft.Reference;
import dev.emporium.catalog.domain.product.Selling;
import dev.emporium.catalog.event.ProductChanges.Publication;
import dev.emporium.catalog.store.CompanyStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Steps;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** What a catalog file does, product by product, in one transaction: all of it or nothing. */
public final class CatalogImport {
  private static final int MAX_ERRORS = 100;

  private final ProductChanges changes;
  private final CompanyStore companies;
  private final BundleReferences references;

  public CatalogImport(
      ProductChanges changes, CompanyStore companies, BundleReferences references) {
    this.changes = changes;
    this.companies = companies;
    this.references = references;
  }

  /** What came of a file; with errors the transaction must not be committed. */
  public record Outcome(int rows, int products, List<RowError> errors) {}

  /** Does what the rows say, and goes on behind mistakes to find them all. */
  public Future<Outcome> run(Tx tx, Operation operation, EntityType type, List<CsvRow> rows) {
    var errors = new ArrayList<RowError>();
    var products = new LinkedHashMap<String, List<CsvRow>>();
    for (CsvRow row : rows) {
      attempt(
          row,
          errors,
          each ->
              products.computeIfAbsent(each.code("productCode"), c -> new ArrayList<>()).add(each));
    }
    if (type.name().equals(EntityType.ONE_PRODUCT) && products.size() > 1) {
      CsvRow second = List.copyOf(products.values()).get(1).get(0);
      errors.add(
          new RowError(second.line(), "productCode", ONE_ONLY.formatted(EntityType.ONE_PRODUCT)));
    }
    return companies(tx, type, rows, errors)
        .compose(
            checked ->
                Steps.each(
                    products.entrySet(),
                    product ->
                        errors.size() >= MAX_ERRORS
                            ? Future.<Void>succeededFuture()
                            : product(tx, operation, type, product, errors)))
        .map(
            all ->
                new Outcome(
                    rows.size(),
                    products.size(),
                    errors.stream()
                        .sorted(java.util.Comparator.comparingLong(RowError::line))
                        .limit(MAX_ERRORS)
                        .toList()));
  }

  private static final String ONE_ONLY = "%s makes one product; CATALOG_CONSOLIDATED makes several";

  private Future<Void> companies(Tx tx, EntityType type, List<CsvRow> rows, List<RowError> errors) {
    if (!type.name().equals(EntityType.PRICE_BOOK)) {
      return Future.succeededFuture();
    }
    var named = new LinkedHashMap<UUID, CsvRow>();
    for (CsvRow row : rows) {
      attempt(row, new ArrayList<>(), each -> named.putIfAbsent(each.uuid("companyId"), each));
    }
    return companies
        .known(tx, named.keySet())
        .map(
            known -> {
              named.forEach(
                  (company, row) -> {
                    if (!known.contains(company)) {
                      errors.add(new RowError(row.line(), "companyId", "There is no such company"));
                    }
                  });
              return null;
            });
  }

  private Future<Void> product(
      Tx tx,
      Operation operation,
      EntityType type,
      Map.Entry<String, List<CsvRow>> product,
      List<RowError> errors) {
    CsvRow first = product.getValue().get(0);
    Future<Void> done;
    try {
      done =
          switch (operation) {
            case CREATE -> create(tx, type, product, errors);
            case UPDATE -> update(tx, type, product, errors);
            case PUBLISH -> publish(tx, product, errors);
          };
    } catch (Failure refused) {
      done = Future.failedFuture(refused);
    }
    return done.recover(
        failure -> {
          if (failure instanceof Failure refused) {
            note(first, refused, errors);
            return Future.succeededFuture();
          }
          return Future.failedFuture(failure);
        });
  }

  private Future<Void> create(
      Tx tx, EntityType type, Map.Entry<String, List<CsvRow>> product, List<RowError> errors) {
    if (product.getKey().startsWith("#")) {
      throw Failure.invalid("productCode", "# and a number mean a product that exists");
    }
    return changes
        .lock(tx, product.getKey(), false)
        .compose(
            known -> {
              if (known.isPresent()) {
                throw Failure.invalid("productCode", "There is such a product already");
              }
              ProductDraft draft = ProductDraft.fresh(product.getKey());
              return applied(tx, type, draft, product.getValue(), errors)
                  .compose(
                      good ->
                          good
                              ? changes.create(tx, draft).<Void>mapEmpty()
                              : Future.<Void>succeededFuture());
            });
  }

  private Future<Void> update(
      Tx tx, EntityType type, Map.Entry<String, List<CsvRow>> product, List<RowError> errors) {
    return changes
        .lock(tx, product.getKey(), type.draft() == null)
        .map(CatalogImport::known)
        .compose(
            entry -> {
              if (type.draft() == null) {
                return sell(tx, type, entry, product.getValue(), errors);
              }
              ProductDraft draft = ProductDraft.of(entry);
              return applied(tx, type, draft, product.getValue(), errors)
                  .compose(
                      good ->
                          good
                              ? changes.save(tx, entry, draft).<Void>mapEmpty()
                              : Future.<Void>succeededFuture());
            });
  }

  private Future<Void> sell(
      Tx tx, EntityType type, CatalogApp entry, List<CsvRow> rows, List<RowError> errors) {
    Selling[] selling = {entry.app().selling()};
    int before = errors.size();
    for (CsvRow row : rows) {
      attempt(row, errors, each -> selling[0] = type.selling().apply(entry, selling[0], each));
    }
    return errors.size() > before
        ? Future.succeededFuture()
        : changes.sell(tx, entry, selling[0]).mapEmpty();
  }

  private Future<Void> publish(
      Tx tx, Map.Entry<String, List<CsvRow>> product, List<RowError> errors) {
    if (product.getValue().size() > 1) {
      errors.add(
          new RowError(
              product.getValue().get(1).line(), "productCode", "This product stands there twice"));
      return Future.succeededFuture();
    }
    Publication wanted =
        product.getValue().get(0).choice("action", Publication.class, Publication.PUBLISH);
    return changes
        .lock(tx, product.getKey(), wanted != Publication.PUBLISH)
        .map(CatalogImport::known)
        .compose(entry -> changes.publish(tx, entry, wanted))
        .mapEmpty();
  }

  /** Applies rows to a draft and looks up what it names; false when there were mistakes. */
  private Future<Boolean> applied(
      Tx tx, EntityType type, ProductDraft draft, List<CsvRow> rows, List<RowError> errors) {
    int before = errors.size();
    for (CsvRow row : rows) {
      attempt(row, errors, each -> type.draft().accept(draft, each));
    }
    if (errors.size() > before) {
      return Future.succeededFuture(false);
    }
    return references
        .resolve(tx, draft)
        .map(
            unknown -> {
              for (Reference missing : unknown) {
                errors.add(
                    new RowError(
                        rows.get(0).line(),
                        missing.column(),
                        "There is no such product, edition or plan: " + missing.product()));
              }
              return unknown.isEmpty();
            });
  }

  private static CatalogApp known(Optional<CatalogApp> found) {
    return found.orElseThrow(
        () -> Failure.invalid("productCode", "There is no product of this code"));
  }

  private static void attempt(CsvRow row, List<RowError> errors, Consumer<CsvRow> work) {
    try {
      work.accept(row);
    } catch (Failure refused) {
      note(row, refused, errors);
    }
  }

  private static void note(CsvRow row, Failure refused, List<RowError> errors) {
    refused
        .details()
        .forEach(
            detail ->
                errors.add(new RowError(row.line(), column(detail.field()), detail.message())));
  }

  /** The domain's name of a field as the file's column. */
  private static String column(String field) {
    return "name".equals(field) ? "productName" : field;
  }
}
