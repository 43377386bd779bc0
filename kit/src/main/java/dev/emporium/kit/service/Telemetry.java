package dev.emporium.kit.service;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.tracing.opentelemetry.OpenTelemetryOptions;
import io.vertx.tracing.opentelemetry.OpenTelemetryTracingFactory;
import java.util.Optional;

/** Metrics, and traces when there is somewhere to send them. */
public final class Telemetry {
  private Telemetry() {}

  /**
   * Asks for what every process reads outside its own settings (logback's file, {@link #vertx}), so
   * that {@link Settings#names()} is complete.
   */
  public static void declare(Settings settings) {
    settings.text("LOG_LEVEL", "INFO");
    settings.text("LOG_FORMAT", "json");
    settings.text("KAFKA_LOG_LEVEL", "ERROR");
    settings.optional("OTEL_EXPORTER_OTLP_ENDPOINT");
  }

  /** A registry with the JVM's own meters. */
  public static PrometheusMeterRegistry metrics() {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    return registry;
  }

  /**
   * The Vert.x of a process: measured into the registry, traced when {@code
   * OTEL_EXPORTER_OTLP_ENDPOINT} is set.
   */
  public static Vertx vertx(String service, Settings settings, PrometheusMeterRegistry registry) {
    var options =
        new VertxOptions().setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true));
    var builder = Vertx.builder().withMetrics(new MicrometerMetricsFactory(registry));
    Optional<String> endpoint = settings.optional("OTEL_EXPORTER_OTLP_ENDPOINT");
    if (endpoint.isPresent()) {
      options.setTracingOptions(new OpenTelemetryOptions());
      builder.withTracer(new OpenTelemetryTracingFactory(traces(service, endpoint.get())));
    }
    return builder.with(options).build();
  }

  private static OpenTelemetry traces(String service, String endpoint) {
    var resource =
        Resource.getDefault()
            .merge(
                Resource.create(
                    Attributes.of(AttributeKey.stringKey("service.name"), "emporium-" + service)));
    var provider =
        SdkTracerProvider.builder()
            .setResource(resource)
            .addSpanProcessor(
                BatchSpanProcessor.builder(
                        OtlpGrpcSpanExporter.builder().setEndpoint(endpoint).build())
                    .build())
            .build();
    return OpenTelemetrySdk.builder()
        .setTracerProvider(provider)
        .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
        .buildAndRegisterGlobal();
  }
}
