package io.github.pss4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Splitter;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperations;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.pss4j.admission.PodSecurityConfiguration;
import io.github.pss4j.cli.Shell.Result;
import io.github.pss4j.jackson.PodSecurityConfigurationReader;
import io.github.pss4j.webhook.PodSecurityWebhook;
import io.github.pss4j.workload.GroupResource;
import io.github.pss4j.workload.PodBearingKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manifests that the server is deployed with are what the server would ask of others. */
final class DeployTest {
  private static final Path DEPLOY = Path.of("..", "deploy", "kustomize");
  private static final Path HELM = Path.of("..", "deploy", "helm");

  @Test
  void theServerItselfIsRestricted() {
    assertEquals(
        new Result(
            0,
            """
            ../deploy/kustomize/server.yaml:1: Deployment pss4j/pss-serve is allowed

            checked 1 workload at restricted:latest: 1 allowed, 0 violating; skipped 15 objects without a pod
              skipped 1 Issuer.cert-manager.io, at ../deploy/kustomize/certificate.yaml:3
              skipped 1 Certificate.cert-manager.io, at ../deploy/kustomize/certificate.yaml:11
              skipped 1 ConfigMap, at ../deploy/kustomize/configuration.yaml:1
              skipped 1 Kustomization.kustomize.config.k8s.io, at ../deploy/kustomize/kustomization.yaml:3
              skipped 1 ServiceMonitor.monitoring.coreos.com, at ../deploy/kustomize/monitoring.yaml:2
              skipped 1 PrometheusRule.monitoring.coreos.com, at ../deploy/kustomize/monitoring.yaml:16
              skipped 1 Namespace, at ../deploy/kustomize/namespace.yaml:1
              skipped 1 NetworkPolicy.networking.k8s.io, at ../deploy/kustomize/network.yaml:3
              skipped 1 ServiceAccount, at ../deploy/kustomize/rbac.yaml:1
              skipped 1 ClusterRole.rbac.authorization.k8s.io, at ../deploy/kustomize/rbac.yaml:8
              skipped 1 ClusterRoleBinding.rbac.authorization.k8s.io, at ../deploy/kustomize/rbac.yaml:17
              skipped 1 PodDisruptionBudget.policy, at ../deploy/kustomize/server.yaml:98
              skipped 2 Service, the first at ../deploy/kustomize/server.yaml:109
              skipped 1 ValidatingWebhookConfiguration.admissionregistration.k8s.io, at ../deploy/kustomize/webhook.yaml:7
            """,
            ""),
        Shell.plain().run("check", "-l", "restricted", DEPLOY));
  }

  @Test
  void theWebhooksFailClosedForPodsAndNamespacesAndOpenForControllers() throws IOException {
    ValidatingWebhookConfiguration configuration = webhooks();
    assertEquals(
        List.of(
            "pods.pss4j.github.io Fail /pods,pods/ephemeralcontainers,pods/resize",
            "namespaces.pss4j.github.io Fail /namespaces",
            "controllers.pss4j.github.io Ignore"
                + " /podtemplates,replicationcontrollers"
                + " apps/daemonsets,deployments,replicasets,statefulsets"
                + " batch/cronjobs,jobs"),
        configuration.getWebhooks().stream().map(DeployTest::summary).toList());
    for (ValidatingWebhook webhook : configuration.getWebhooks()) {
      assertEquals(
          "[kubernetes.io/metadata.name NotIn [kube-system, pss4j]]",
          webhook.getNamespaceSelector().getMatchExpressions().stream()
              .map(it -> it.getKey() + " " + it.getOperator() + " " + it.getValues())
              .toList()
              .toString());
      assertEquals("None", webhook.getSideEffects());
      assertEquals(List.of("v1"), webhook.getAdmissionReviewVersions());
      assertEquals("/validate", webhook.getClientConfig().getService().getPath());
      webhook
          .getRules()
          .forEach(rule -> assertEquals(List.of("CREATE", "UPDATE"), rule.getOperations()));
    }
  }

  private static ValidatingWebhookConfiguration webhooks() throws IOException {
    return new KubernetesSerialization()
        .unmarshal(
            Files.readString(DEPLOY.resolve("webhook.yaml")), ValidatingWebhookConfiguration.class);
  }

  private static String summary(ValidatingWebhook webhook) {
    Stream<String> rules =
        webhook.getRules().stream()
            .map(rule -> rule.getApiGroups().get(0) + "/" + String.join(",", rule.getResources()));
    return String.join(
        " ",
        Stream.concat(Stream.of(webhook.getName(), webhook.getFailurePolicy()), rules).toList());
  }

  @Test
  void theWebhooksNameEveryResourceThatBearsPods() throws IOException {
    Stream<GroupResource> bearing =
        PodBearingKind.standard().stream().map(PodBearingKind::resource);
    assertEquals(
        Stream.concat(Stream.of(GroupResource.NAMESPACES), bearing)
            .map(GroupResource::toString)
            .sorted()
            .toList(),
        webhooks().getWebhooks().stream()
            .flatMap(webhook -> webhook.getRules().stream())
            .flatMap(DeployTest::resources)
            .map(GroupResource::toString)
            .sorted()
            .toList());
  }

  /** The resources that a rule names, without their subresources. */
  private static Stream<GroupResource> resources(RuleWithOperations rule) {
    return rule.getApiGroups().stream()
        .flatMap(
            group ->
                rule.getResources().stream()
                    .filter(resource -> !resource.contains("/"))
                    .map(resource -> new GroupResource(group, resource)));
  }

  @Test
  void theConfigurationIsOne() throws IOException {
    String manifest = Files.readString(DEPLOY.resolve("configuration.yaml"));
    String beginning = "  configuration.yaml: |\n";
    String configuration = manifest.substring(manifest.indexOf(beginning) + beginning.length());
    PodSecurityConfiguration read =
        new PodSecurityConfigurationReader()
            .read(configuration.stripIndent().getBytes(StandardCharsets.UTF_8));
    assertEquals("baseline:latest", read.defaults().enforce().toString());
    assertEquals("restricted:latest", read.defaults().warn().toString());
  }

  @Test
  void theReplicasAreTwoAndProbedWhereReviewsDoNotCome() throws IOException {
    Deployment deployment = object(Deployment.class, "server.yaml");
    assertEquals(2, deployment.getSpec().getReplicas());
    PodSpec pod = deployment.getSpec().getTemplate().getSpec();
    assertEquals(
        List.of("kubernetes.io/hostname"),
        pod.getTopologySpreadConstraints().stream()
            .map(TopologySpreadConstraint::getTopologyKey)
            .toList());
    Container container = pod.getContainers().get(0);
    assertEquals("/readyz", container.getReadinessProbe().getHttpGet().getPath());
    assertEquals("/livez", container.getLivenessProbe().getHttpGet().getPath());
    assertEquals("health", container.getLivenessProbe().getHttpGet().getPort().getStrVal());
    String help = Shell.plain().run("serve", "--help").out();
    for (String argument : container.getArgs().subList(1, container.getArgs().size())) {
      String option = argument.substring(0, argument.indexOf('='));
      assertTrue(help.contains(" " + option + "="), option);
    }
    PodDisruptionBudget budget = object(PodDisruptionBudget.class, "server.yaml");
    assertEquals(1, budget.getSpec().getMaxUnavailable().getIntVal());
    assertEquals(
        deployment.getSpec().getSelector().getMatchLabels(),
        budget.getSpec().getSelector().getMatchLabels());
    NetworkPolicy policy = object(NetworkPolicy.class, "network.yaml");
    assertEquals(
        deployment.getSpec().getSelector().getMatchLabels(),
        policy.getSpec().getPodSelector().getMatchLabels());
  }

  private static <T> T object(Class<T> type, String file) throws IOException {
    return documents(Files.readString(DEPLOY.resolve(file))).stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  private static List<Object> documents(String yaml) {
    return Splitter.on("\n---\n")
        .splitToStream(yaml)
        .<Object>map(document -> new KubernetesSerialization().unmarshal(document))
        .toList();
  }

  @Test
  void theKustomizationNamesFilesThatAreThere() throws IOException {
    Matcher named =
        Pattern.compile("(?m)^#? +- (\\S+\\.yaml)$")
            .matcher(Files.readString(DEPLOY.resolve("kustomization.yaml")));
    List<String> files = named.results().map(it -> it.group(1)).sorted().toList();
    assertEquals(
        List.of(
            "certificate.yaml",
            "configuration.yaml",
            "monitoring.yaml",
            "namespace.yaml",
            "network.yaml",
            "rbac.yaml",
            "server.yaml"),
        files);
    files.forEach(file -> assertTrue(Files.exists(DEPLOY.resolve(file)), file));
  }

  /** Alerts and panels ask for metrics that there are. */
  @Test
  void theMetricsThatAreAskedForAreThose(@TempDir Path directory) throws Exception {
    String metrics;
    try (PodSecurityWebhook webhook =
        PodSecurityWebhook.builder()
            .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .healthAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .selfSigned(directory.resolve("pss.crt"), List.of("127.0.0.1"))
            .lookups((name, deadline) -> Optional.empty(), (name, deadline) -> List.of())
            .log(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
            .build()
            .start()) {
      try (InputStream in =
          URI.create(webhook.healthUrl().orElseThrow() + "/metrics").toURL().openStream()) {
        metrics = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
    String asking =
        Files.readString(DEPLOY.resolve("monitoring.yaml"))
            + Files.readString(DEPLOY.resolveSibling("grafana-dashboard.json"));
    List<String> names =
        Pattern.compile("\\b(?:pss_webhook|jvm)_\\w+")
            .matcher(asking)
            .results()
            .map(it -> it.group().replace("_bucket", ""))
            .distinct()
            .toList();
    assertTrue(names.size() >= 9, names::toString);
    // Those with labels that have no value yet are only declared.
    Set<String> later =
        Set.of(
            "pss_webhook_refused_total",
            "pss_webhook_source_age_seconds",
            "pss_webhook_source_failures_total");
    for (String name : names) {
      assertTrue(later.contains(name) || metrics.contains("# TYPE " + name + " "), name);
    }
    new ObjectMapper().readTree(DEPLOY.resolveSibling("grafana-dashboard.json").toFile());
  }

  /** As far as can be told without Helm: its templates here use values and conditions only. */
  @Test
  void theChartMakesWhatTheKustomizationMakes() throws IOException {
    JsonNode values =
        new ObjectMapper()
            .valueToTree(
                new KubernetesSerialization()
                    .unmarshal(Files.readString(HELM.resolve("values.yaml")), Map.class));
    for (String file : List.of("rbac", "network", "server", "certificate", "monitoring")) {
      assertEquals(
          Files.readString(DEPLOY.resolve(file + ".yaml")),
          rendered(HELM.resolve("templates/" + file + ".yaml"), values),
          file);
    }
    assertEquals(
        Files.readString(DEPLOY.resolve("webhook.yaml"))
            .replace(
                "metadata:\n  name: pss-serve\n",
                """
                metadata:
                  name: pss-serve
                  annotations:
                    cert-manager.io/inject-ca-from: pss4j/pss-serve
                """),
        rendered(HELM.resolve("templates/webhook.yaml"), values));
    assertEquals(
        Files.readString(DEPLOY.resolve("configuration.yaml")),
        rendered(HELM.resolve("templates/configuration.yaml"), values));
  }

  private static String rendered(Path template, JsonNode values) throws IOException {
    String text =
        Files.readString(template)
            .replaceFirst("^\\{\\{- if \\.Values\\.\\w+\\.enabled }}\n", "")
            .replaceFirst("\\{\\{- end }}\n$", "")
            .replace("{{ .Release.Namespace }}", "pss4j")
            .replace("{{ `{{ $labels.source }}` }}", "{{ $labels.source }}");
    text =
        text.replace(
            "{{ .Values.configuration | indent 4 }}",
            values.get("configuration").asText().stripTrailing().indent(4).stripTrailing());
    return Pattern.compile("\\{\\{ \\.Values\\.([\\w.]+) }}")
        .matcher(text)
        .replaceAll(
            found -> {
              JsonNode value = values.at("/" + found.group(1).replace('.', '/'));
              assertTrue(value.isValueNode(), found.group());
              return Matcher.quoteReplacement(value.asText());
            });
  }
}
