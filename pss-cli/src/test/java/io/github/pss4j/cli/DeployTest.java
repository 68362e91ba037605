package io.github.pss4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperations;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.pss4j.admission.PodSecurityConfiguration;
import io.github.pss4j.cli.Shell.Result;
import io.github.pss4j.jackson.PodSecurityConfigurationReader;
import io.github.pss4j.workload.GroupResource;
import io.github.pss4j.workload.PodBearingKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manifests that the server is deployed with are what the server would ask of others. */
final class DeployTest {
  private static final Path DEPLOY = Path.of("..", "deploy");

  @Test
  void theServerItselfIsRestricted() {
    assertEquals(
        new Result(
            0,
            """
            ../deploy/server.yaml:1: Deployment pss4j/pss-serve is allowed

            checked 1 workload at restricted:latest: 1 allowed, 0 violating; skipped 8 objects without a pod
              skipped 1 ConfigMap, at ../deploy/configuration.yaml:1
              skipped 1 Namespace, at ../deploy/namespace.yaml:1
              skipped 1 ServiceAccount, at ../deploy/rbac.yaml:1
              skipped 1 ClusterRole.rbac.authorization.k8s.io, at ../deploy/rbac.yaml:8
              skipped 1 ClusterRoleBinding.rbac.authorization.k8s.io, at ../deploy/rbac.yaml:17
              skipped 1 PodDisruptionBudget.policy, at ../deploy/server.yaml:89
              skipped 1 Service, at ../deploy/server.yaml:100
              skipped 1 ValidatingWebhookConfiguration.admissionregistration.k8s.io, at ../deploy/webhook.yaml:7
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
}
