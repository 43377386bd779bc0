package dev.emporium.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.kit.service.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both overlays are what Kubernetes and our processes understand. */
class ManifestsTest {
  @TempDir private Path scratch;

  @ParameterizedTest
  @ValueSource(strings = {"try", "production"})
  void everyFieldIsKubernetesOwn(String name) {
    var overlay = Overlay.render(name, scratch);
    assertThat(overlay.resources()).hasSizeGreaterThan(40);
    overlay.resources().forEach(KubernetesModel::check);
    assertThat(overlay.resources().stream().map(r -> Yaml.kind(r) + " " + Yaml.name(r)))
        .doesNotHaveDuplicates();
  }

  @Test
  void aFieldThatKubernetesDoesNotHaveIsRefused() {
    var overlay = Overlay.render("try", scratch);
    Map<String, Object> gateway = overlay.get("Deployment", "gateway");
    Yaml.containers(gateway).get(0).put("envForm", List.of());
    assertThatThrownBy(() -> KubernetesModel.check(gateway)).hasMessageContaining("envForm");
  }

  @ParameterizedTest
  @ValueSource(strings = {"try", "production"})
  void everyProcessIsGivenWhatItReads(String name) {
    var overlay = Overlay.render(name, scratch);
    try (var processes = new Processes()) {
      for (String process : Processes.NAMES) {
        var container = Yaml.containers(overlay.get("Deployment", process)).get(0);
        Map<String, String> environment = overlay.environment(container);
        Settings settings = processes.variables(process, environment);
        assertThat(settings.problems()).as(process).isEmpty();
        assertThat(environment.keySet()).as(process).containsAll(settings.required());
        assertThat(settings.names()).as(process).containsAll(environment.keySet());
        ports(container, environment);
      }
    }
  }

  private static void ports(Map<String, Object> container, Map<String, String> environment) {
    var ports = new ArrayList<String>();
    Yaml.list(container.get("ports"))
        .forEach(p -> ports.add(Yaml.map(p).get("name") + " " + Yaml.map(p).get("containerPort")));
    assertThat(ports)
        .containsExactly(
            "http " + environment.get("HTTP_PORT"),
            "management " + environment.get("MANAGEMENT_PORT"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"try", "production"})
  void migrationsRunOnceAndKnowOnlyTheirDatabase(String name) {
    var overlay = Overlay.render(name, scratch);
    assertThat(overlay.of("Job")).hasSize(4);
    for (Map<String, Object> job : overlay.of("Job")) {
      var environment = overlay.environment(Yaml.containers(job).get(0));
      assertThat(environment)
          .containsOnlyKeys("MIGRATE", "DATABASE_URL", "DATABASE_USER", "DATABASE_PASSWORD")
          .containsEntry("MIGRATE", "only");
    }
    var service = Yaml.containers(overlay.get("Deployment", "billing")).get(0);
    assertThat(overlay.environment(service)).containsEntry("MIGRATE", "no");
  }

  @ParameterizedTest
  @ValueSource(strings = {"try", "production"})
  void podsAreRestricted(String name) {
    var overlay = Overlay.render(name, scratch);
    var workloads = new ArrayList<>(overlay.of("Deployment"));
    workloads.addAll(overlay.of("Job"));
    for (Map<String, Object> workload : workloads) {
      var pod = Yaml.at(workload, "spec", "template", "spec");
      assertThat(pod).containsEntry("automountServiceAccountToken", false);
      assertThat(Yaml.find(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
      assertThat((Integer) Yaml.find(pod, "securityContext", "runAsUser")).isPositive();
      assertThat(Yaml.find(pod, "securityContext", "seccompProfile", "type"))
          .isEqualTo("RuntimeDefault");
      for (Map<String, Object> container : Yaml.containers(workload)) {
        assertThat(Yaml.at(container, "securityContext"))
            .containsEntry("readOnlyRootFilesystem", true)
            .containsEntry("allowPrivilegeEscalation", false);
        assertThat(Yaml.find(container, "securityContext", "capabilities", "drop"))
            .isEqualTo(List.of("ALL"));
        assertThat(Yaml.find(container, "resources", "limits", "memory")).isNotNull();
        assertThat((String) container.get("image")).matches(".+:[0-9.]+");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"try", "production"})
  void everyProcessHasItsServiceBudgetScalerAndProbes(String name) {
    var overlay = Overlay.render(name, scratch);
    for (String process : Processes.NAMES) {
      var deployment = overlay.get("Deployment", process);
      Object labels = Yaml.find(deployment, "spec", "template", "metadata", "labels");
      var selectors =
          List.of(
              Yaml.at(deployment, "spec", "selector", "matchLabels"),
              Yaml.at(overlay.get("Service", process), "spec", "selector"),
              Yaml.at(
                  overlay.get("PodDisruptionBudget", process), "spec", "selector", "matchLabels"));
      selectors.forEach(s -> assertThat(Yaml.map(labels)).containsAllEntriesOf(s));
      assertThat(
              Yaml.find(
                  overlay.get("HorizontalPodAutoscaler", process),
                  "spec",
                  "scaleTargetRef",
                  "name"))
          .isEqualTo(process);
      var container = Yaml.containers(deployment).get(0);
      for (String probe : Set.of("startupProbe", "livenessProbe", "readinessProbe")) {
        assertThat(Yaml.find(container, probe, "httpGet", "port")).isEqualTo("management");
      }
      assertThat(
              Yaml.list(
                  Yaml.find(deployment, "spec", "template", "spec", "topologySpreadConstraints")))
          .hasSize(2);
      overlay.get("ServiceAccount", process);
    }
    overlay.get("Ingress", "gateway");
  }

  @Test
  void onlyTheGatewayReachesServices() {
    var overlay = Overlay.render("production", scratch);
    var nothing = overlay.get("NetworkPolicy", "nothing-by-default");
    assertThat(Yaml.at(nothing, "spec"))
        .containsEntry("podSelector", Map.of())
        .containsEntry("policyTypes", List.of("Ingress", "Egress"));
    var ports = new ArrayList<String>();
    for (Map<String, Object> policy : overlay.of("NetworkPolicy")) {
      for (Object rule : Yaml.list(Yaml.find(policy, "spec", "ingress"))) {
        Yaml.list(Yaml.map(rule).get("ports"))
            .forEach(
                p ->
                    ports.add(
                        Yaml.name(policy)
                            + " "
                            + Yaml.map(p).get("port")
                            + " "
                            + Yaml.map(rule).get("from")));
      }
    }
    assertThat(ports)
        .containsExactlyInAnyOrder(
            "anybody-to-gateway http null",
            "only-gateway-to-services http [{podSelector={matchLabels={app.kubernetes.io/component=gateway}}}]",
            "prometheus-to-management management [{namespaceSelector={matchLabels={kubernetes.io/metadata.name=monitoring}}}]");
  }
}
