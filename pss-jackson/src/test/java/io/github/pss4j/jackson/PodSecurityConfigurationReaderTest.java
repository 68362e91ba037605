package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.admission.ConfigurationFault;
import io.github.pss4j.admission.InvalidConfigurationException;
import io.github.pss4j.admission.Mode;
import io.github.pss4j.admission.PodSecurityConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PodSecurityConfigurationReaderTest {
  private static final String YAML =
      """
      # As in the Kubernetes documentation.
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      defaults:
        enforce: "baseline"
        enforce-version: latest
        audit: restricted
        audit-version: "v1.25"
      exemptions:
        usernames: [alice, "system:serviceaccount:a:b"]
        runtimeClasses: []
        namespaces:
        - kube-system
      """;
  private static final PodSecurityConfiguration CONFIGURATION =
      PodSecurityConfiguration.builder()
          .defaultLevel(Mode.ENFORCE, "baseline")
          .defaultLevel(Mode.AUDIT, "restricted")
          .defaultVersion(Mode.AUDIT, "v1.25")
          .exemptUsernames(List.of("alice", "system:serviceaccount:a:b"))
          .exemptNamespaces(List.of("kube-system"))
          .build();
  private static final String OUTER =
      """
      apiVersion: apiserver.config.k8s.io/v1
      kind: AdmissionConfiguration
      plugins:
      """;

  private final PodSecurityConfigurationReader reader = new PodSecurityConfigurationReader();

  private PodSecurityConfiguration read(String document) {
    return reader.read(document.getBytes(UTF_8));
  }

  private List<String> faults(String document) {
    return assertThrows(InvalidConfigurationException.class, () -> read(document)).faults().stream()
        .map(ConfigurationFault::toString)
        .toList();
  }

  private static String inline(String configuration) {
    return OUTER + "- name: PodSecurity\n  configuration:\n" + configuration.indent(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v1beta1", "v1alpha1"})
  void eachVersionIsRead(String version) {
    assertEquals(CONFIGURATION, read(YAML.replace("k8s.io/v1", "k8s.io/" + version)), version);
  }

  @Test
  void jsonIsRead() {
    assertEquals(
        CONFIGURATION,
        read(
            """
             {"kind": "PodSecurityConfiguration",
              "defaults": {"enforce": "baseline", "enforce-version": "", "audit": "restricted",
                "audit-version": "v1.25", "warn": null},
              "exemptions": {"usernames": ["alice", "system:serviceaccount:a:b"],
                "namespaces": ["kube-system"], "runtimeClasses": null},
              "apiVersion": "pod-security.admission.config.k8s.io/v1"}"""));
  }

  @Test
  void whatIsAbsentIsPrivilegedAndNotExempt() {
    assertEquals(
        PodSecurityConfiguration.standard(),
        read(
            """
            apiVersion: pod-security.admission.config.k8s.io/v1
            kind: PodSecurityConfiguration
            """));
  }

  @Test
  void thePluginOfAnAdmissionConfigurationIsRead() {
    String other = "- {name: EventRateLimit, path: limits.yaml}\n- {name: Odd, configuration: 7}\n";

    assertEquals(CONFIGURATION, read(inline(YAML)));
    assertEquals(CONFIGURATION, read(inline(YAML) + other));
    assertEquals(
        PodSecurityConfiguration.standard(), read(OUTER + other), "the plugin is not configured");
  }

  @Test
  void aPathIsFollowedFromTheDirectoryOfTheFile(@TempDir Path directory) throws IOException {
    Path outer = directory.resolve("admission.yaml");
    Files.writeString(outer, OUTER + "- name: PodSecurity\n  path: conf/pod-security.yaml\n");
    Files.createDirectory(directory.resolve("conf"));
    Path inner = directory.resolve("conf/pod-security.yaml");
    Files.writeString(inner, YAML);

    assertEquals(CONFIGURATION, reader.read(outer));
    assertEquals(CONFIGURATION, reader.read(inner));

    Files.writeString(outer, OUTER + "- name: PodSecurity\n  path: " + inner + "\n");
    assertEquals(CONFIGURATION, reader.read(outer), "an absolute path");
  }

  @Test
  void aPathThatLeadsNowhereIsRefused(@TempDir Path directory) throws IOException {
    Path outer = directory.resolve("admission.yaml");
    Files.writeString(outer, OUTER + "- name: PodSecurity\n  path: missing.yaml\n");

    assertEquals(
        "plugins[0].path: \"missing.yaml\" must be the path of a file that can be read",
        assertThrows(InvalidConfigurationException.class, () -> reader.read(outer)).getMessage());
    assertEquals(
        List.of(
            "plugins[0].path: \"missing.yaml\" cannot be followed, since this configuration was"
                + " not read from a file"),
        faults(Files.readString(outer)));
    assertThrows(NoSuchFileException.class, () -> reader.read(directory.resolve("missing.yaml")));
  }

  @Test
  void theFaultsOfAFileThatAPathLeadsToAreNamedToo(@TempDir Path directory) throws IOException {
    Path outer = directory.resolve("admission.yaml");
    Files.writeString(outer, OUTER + "- name: PodSecurity\n  path: inner.yaml\n");
    Files.writeString(
        directory.resolve("inner.yaml"),
        YAML.replace("restricted", "strict").replace("latest", "newest"));

    assertEquals(
        List.of(
            "plugins[0].path: \"inner.yaml\": defaults.enforce-version: \"newest\" must be"
                + " \"latest\" or \"v1.x\"",
            "plugins[0].path: \"inner.yaml\": defaults.audit: \"strict\" must be one of"
                + " privileged, baseline, restricted"),
        assertThrows(InvalidConfigurationException.class, () -> reader.read(outer))
            .faults()
            .stream()
            .map(ConfigurationFault::toString)
            .toList());
    Files.writeString(directory.resolve("inner.yaml"), Files.readString(outer));
    assertThrows(
        InvalidConfigurationException.class, () -> reader.read(outer), "a path that leads on");
  }

  private static final String EVERY_FAULT =
      """
      apiVersion: pod-security.admission.config.k8s.io/v2
      kind: PodSecurityConfiguration
      default: {}
      defaults:
        enforce: Baseline
        audit-version: 1.25
        warns: baseline
        warn: yes
      exemptions:
        namespaces: [a, a, B]
        usernames: [{name: alice}, ""]
        runtimeClasses: kata
      """;

  @Test
  void everyFaultIsNamedWithItsPath() {
    List<String> expected =
        List.of(
            "default: is not known; must be one of apiVersion, kind, defaults, exemptions",
            "defaults.audit-version: must be a string, but is a number",
            "defaults.warns: is not known; must be one of enforce, enforce-version, audit,"
                + " audit-version, warn, warn-version",
            "defaults.warn: must be a string, but is true or false",
            "exemptions.usernames[0]: must be a string, but is an object",
            "exemptions.runtimeClasses: must be a list, but is a string",
            "apiVersion: \"pod-security.admission.config.k8s.io/v2\" must be one of"
                + " pod-security.admission.config.k8s.io/v1,"
                + " pod-security.admission.config.k8s.io/v1beta1,"
                + " pod-security.admission.config.k8s.io/v1alpha1",
            "defaults.enforce: \"Baseline\" must be one of privileged, baseline, restricted",
            "exemptions.namespaces[1]: \"a\" is given twice; it must be given once",
            "exemptions.namespaces[2]: \"B\" must be a DNS label: at most 63 of a-z, 0-9 and"
                + " \"-\", with no \"-\" at either end",
            "exemptions.usernames[1]: \"\" must be a name");

    assertEquals(expected, faults(EVERY_FAULT));
    assertEquals(
        expected.stream().map(fault -> "plugins[0].configuration." + fault).toList(),
        faults(inline(EVERY_FAULT)));
  }

  @Test
  void pluginsAreCheckedToo() {
    assertEquals(
        List.of(
            "plugins[0].paths: is not known; must be one of name, path, configuration",
            "plugins[0].name: must be given",
            "plugins[2].name: \"PodSecurity\" is given twice; it must be given once",
            "plugins[3]: must be an object, but is a string",
            "more: is not known; must be one of apiVersion, kind, plugins"),
        faults(
            OUTER
                + """
                - paths: x
                - name: PodSecurity
                - name: PodSecurity
                - odd
                more: true
                """));
    assertEquals(
        List.of("plugins[0].path: must not be given beside a configuration"),
        faults(inline(YAML) + "  path: x\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "{}", "[]", "7", "kind: Pod", "--- {}\n--- {}\n"})
  void whatIsNoConfigurationIsRefused(String document) {
    assertThrows(InvalidConfigurationException.class, () -> read(document));
  }

  @Test
  void aDocumentOfAnotherKindIsToldWhatWouldBeRight() {
    assertEquals(
        List.of(
            "apiVersion: \"v1\" must be one of pod-security.admission.config.k8s.io/v1,"
                + " pod-security.admission.config.k8s.io/v1beta1,"
                + " pod-security.admission.config.k8s.io/v1alpha1",
            "kind: \"Pod\" must be PodSecurityConfiguration or AdmissionConfiguration"),
        faults("apiVersion: v1\nkind: Pod\n"));
  }

  @Test
  void brokenSyntaxIsNamedWithLineAndColumn() {
    assertEquals(
        List.of(
            "line 2, column 1: unexpected '}'; the name of a field in double quotes was expected"),
        faults("{\"kind\": \"PodSecurityConfiguration\",\n}"));
    String fault = faults("kind: PodSecurityConfiguration\n  x: [\n").get(0);
    assertTrue(fault.startsWith("line 2, column "), fault);
  }

  @Test
  void aFieldThatIsGivenTwiceIsRefused() {
    assertEquals(1, faults(YAML + "kind: PodSecurityConfiguration\n").size());
    assertEquals(
        List.of("defaults.warn: is given twice; it must be given once"),
        faults(
            """
            {"apiVersion": "pod-security.admission.config.k8s.io/v1",
             "kind": "PodSecurityConfiguration",
             "defaults": {"warn": "restricted", "warn": "privileged"}}"""));
  }
}
