package io.github.pss4j.testing;

import static io.github.pss4j.testing.AssertionErrors.refusal;
import static io.github.pss4j.testing.ManifestAssertions.assertThatManifests;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.FilePosition;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** How the factory and the annotation show in a run of JUnit. */
final class JupiterTest {
  /** Runs tests, and tells for each its name, and the first line of its failure if there is one. */
  private static List<String> run(DiscoverySelector what, List<TestIdentifier> tests) {
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    TestExecutionListener listener =
        new TestExecutionListener() {
          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
              tests.add(test);
              String failure = result.getThrowable().map(it -> ": " + it.getMessage()).orElse("");
              told.add(test.getDisplayName() + failure.lines().findFirst().orElse(""));
            }
          }
        };
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(what)
            .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
            .build();
    Launcher launcher =
        LauncherFactory.create(
            LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .build());
    launcher.execute(request, listener);
    return told;
  }

  private static List<String> run(Class<?> tests, String method) {
    return run(selectMethod(tests, method), new ArrayList<>());
  }

  @Test
  void oneTestForEachObject() {
    assertEquals(
        List.of("Deployment web", "Pod web", "Pod web (2)"),
        run(JupiterFixtures.Factories.class, "restricted"));
    assertEquals(
        List.of("Deployment web", "Pod web", "Pod web (2)"),
        run(JupiterFixtures.Factories.class, "anyAssertion"));
  }

  @Test
  void whatFailsAndWhatCannotBeReadFailsAlone() {
    String file = Path.of(JupiterFixtures.LEGACY, "ingress.yaml").toString();
    assertEquals(
        List.of(
            "Pod ingress: " + file + ":1: Pod ingress violates baseline:v1.35",
            "Pod quiet",
            "problem 1 in "
                + file
                + ": "
                + file
                + ":20:7: cannot be read: spec: must be an object,"),
        run(JupiterFixtures.Factories.class, "legacy"));
  }

  @Test
  void theSourceOfATestIsItsFileAndLine() {
    List<TestIdentifier> tests = new ArrayList<>();
    run(selectMethod(JupiterFixtures.Factories.class, "restricted"), tests);
    FileSource source = (FileSource) tests.get(0).getSource().orElseThrow();
    assertEquals(
        Path.of(JupiterFixtures.RESTRICTED, "web.yaml").toAbsolutePath(),
        source.getFile().toPath());
    assertEquals(5, source.getPosition().map(FilePosition::getLine).orElseThrow());
  }

  @Test
  void anExceptionWithoutNeedIsATestThatFails() {
    List<String> told = run(JupiterFixtures.Factories.class, "excepted");
    assertEquals(4, told.size());
    assertEquals(
        "the exception for hostPorts is needed: there was one: the exception for hostPorts is not"
            + " needed any more: nothing violates it at baseline:v1.35; remove",
        told.get(3));
  }

  @Test
  void nothingIsATestThatFails() {
    List<String> told = run(JupiterFixtures.Factories.class, "nothing");
    assertEquals(1, told.size());
    assertTrue(told.get(0).startsWith("problem 1: nothing is judged: none does not exist"));
  }

  @Test
  void exceptionsForAllAreNoneForEach() {
    assertEquals(
        "exceptions must be made in the assertion, for the objects that need them",
        refusal(
            () ->
                PodSecurityTests.forEachWorkload(
                        assertThatManifests(JupiterFixtures.RESTRICTED)
                            .except("hostPorts", "there was one"),
                        pod -> pod.meets("baseline:latest"))
                    .map(DynamicTest::getDisplayName)
                    .toList()));
  }

  @Test
  void anAnnotatedMethodIsRunForEachObject() {
    JupiterFixtures.Methods.OBJECTS.clear();
    assertEquals(
        List.of("Deployment web", "Pod web", "Pod web (2)"),
        run(
            selectMethod(
                JupiterFixtures.Methods.class, "restricted", ManifestAssertion.class.getName()),
            new ArrayList<>()));
    assertEquals(List.of(1, 1, 1), JupiterFixtures.Methods.OBJECTS);
    List<String> legacy = run(JupiterFixtures.Methods.class, "legacy");
    assertEquals(6, legacy.size());
    assertTrue(legacy.get(0).startsWith("Pod ingress: src"), legacy.get(0));
    assertEquals("Pod quiet", legacy.get(1));
    assertEquals("Deployment web", legacy.get(2));
    assertTrue(legacy.get(5).startsWith("problem 1 in src"), legacy.get(5));
  }

  @Test
  void exceptionsOfAnAnnotation() {
    List<String> told = run(JupiterFixtures.Methods.class, "excepted");
    assertEquals(5, told.size());
    assertTrue(
        told.get(3).startsWith("the exception for hostPorts is needed: there was one: the exc"));
    assertTrue(told.get(4).startsWith("the exception for hostNamespaces is needed: there was one"));
  }

  @Test
  void anAnnotatedClassIsRunOnlyIfAllIsRight() {
    assertEquals(
        List.of("one()", "two()"),
        run(selectClass(JupiterFixtures.RestrictedClass.class), new ArrayList<>()));
    List<String> told = run(selectClass(JupiterFixtures.LegacyClass.class), new ArrayList<>());
    assertEquals(
        List.of(
            "LegacyClass: 1 of 2 objects with a pod violates baseline:latest; 1 problem kept"
                + " manifests from being judged"),
        told.stream().map(it -> it.replace("JupiterFixtures$", "")).toList());
    assertEquals(
        1, run(selectClass(JupiterFixtures.InheritingClass.class), new ArrayList<>()).size());
  }

  @Test
  void whatCannotBeMeantFails() {
    assertTrue(
        run(JupiterFixtures.Mistaken.class, "nowhere")
            .get(0)
            .endsWith("@PodSecurity must name at least one place in \"manifests\""));
    assertTrue(
        run(JupiterFixtures.Mistaken.class, "reasonForNothing")
            .get(0)
            .endsWith("@PodSecurity has the reason \"none\", but no control in \"except\""));
    assertTrue(
        run(JupiterFixtures.Mistaken.class, "noReason")
            .get(0)
            .endsWith("the exception for \"hostPorts\" must have a reason"));
    assertTrue(
        run(JupiterFixtures.Mistaken.class, "noVersion")
            .get(0)
            .endsWith("unknown version \"1.35\": must be \"latest\" or \"v1.x\""));
  }
}
