package io.github.pss4j.testing;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Version;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Runs what is annotated with {@link PodSecurity}, which registers it. Stateless and thread-safe.
 */
public final class PodSecurityExtension
    implements BeforeAllCallback, TestTemplateInvocationContextProvider {
  /** The extension that JUnit makes. */
  public PodSecurityExtension() {}

  /** Fails if the class is annotated and an object violates the level. */
  @Override
  public void beforeAll(ExtensionContext context) {
    AnnotationSupport.findAnnotation(context.getTestClass(), PodSecurity.class)
        .ifPresent(asked -> pods(asked).meets(levelVersion(asked)));
  }

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getTestMethod(), PodSecurity.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    PodSecurity asked =
        AnnotationSupport.findAnnotation(context.getTestMethod(), PodSecurity.class).orElseThrow();
    return ObjectTest.of(pods(asked), levelVersion(asked)).stream().map(Invocation::new);
  }

  private static LevelVersion levelVersion(PodSecurity asked) {
    return LevelVersion.of(asked.level(), Version.parse(asked.version()));
  }

  private static ManifestAssertion pods(PodSecurity asked) {
    String[] places = asked.manifests();
    checkArgument(places.length > 0, "@PodSecurity must name at least one place in \"manifests\"");
    checkArgument(
        asked.reason().isEmpty() || asked.except().length > 0,
        "@PodSecurity has the reason \"%s\", but no control in \"except\"",
        asked.reason());
    ManifestAssertion pods =
        ManifestAssertions.assertThatManifests(
            places[0], Arrays.copyOfRange(places, 1, places.length));
    for (String control : asked.except()) {
      pods = pods.except(control, asked.reason());
    }
    return pods;
  }

  /** One run of the method: the object is tested before the body is run. */
  private record Invocation(ObjectTest test)
      implements TestTemplateInvocationContext, BeforeTestExecutionCallback, ParameterResolver {
    @Override
    public String getDisplayName(int invocationIndex) {
      return test.name();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return ImmutableList.of(this);
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
      test.check().run();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == ManifestAssertion.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return test.pods();
    }
  }
}
