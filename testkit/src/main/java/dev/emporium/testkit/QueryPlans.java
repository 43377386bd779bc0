package dev.emporium.testkit;

import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** How PostgreSQL answers a service's queries: under its role and row-level security. */
public final class QueryPlans {
  private QueryPlans() {}

  /**
   * The plans of every statement that {@code work} reads with, each made before it runs.
   *
   * @return the lines of {@code EXPLAIN}, never empty
   */
  public static String of(TestService service, UUID marketplace, Function<Tx, Future<?>> work) {
    var plans = new ArrayList<String>();
    Emporium.await(
        service
            .database()
            .inMarketplace(
                marketplace,
                tx ->
                    tx.query("SET LOCAL random_page_cost = 1.1")
                        .compose(set -> work.apply(explaining(tx, plans)))));
    if (plans.isEmpty()) {
      throw new AssertionError("nothing was read");
    }
    return String.join("\n", plans);
  }

  private static Tx explaining(Tx tx, List<String> plans) {
    return (Tx)
        Proxy.newProxyInstance(
            Tx.class.getClassLoader(),
            new Class<?>[] {Tx.class},
            (proxy, method, arguments) -> {
              boolean reads = method.getName().equals("one") || method.getName().equals("list");
              Future<?> explained =
                  reads
                      ? tx.list(
                              "EXPLAIN " + arguments[0], QueryPlans::line, (Object[]) arguments[2])
                          .onSuccess(plans::addAll)
                      : Future.succeededFuture();
              try {
                Object answer = method.invoke(tx, arguments);
                return answer instanceof Future<?> future
                    ? explained.compose(done -> future)
                    : answer;
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }

  private static String line(Row row) {
    return row.getString(0);
  }
}
