package io.github.pss4j.testing;

import io.github.pss4j.Level;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A JUnit Jupiter test that manifests meet a level of the Pod Security Standards.
 *
 * <p>A method with it, and without {@code @Test}, is run once for each object that bears a pod, as
 * a test of its own that fails before the body is run if the object violates the level. The body
 * may be empty, or assert more of a parameter of the type {@link ManifestAssertion}:
 *
 * <pre>{@code
 * @PodSecurity(level = Level.RESTRICTED, version = "v1.35", manifests = "k8s/")
 * void manifestsAreRestricted() {}
 * }</pre>
 *
 * <p>Of a class with it no test is run unless all objects meet the level.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@TestTemplate
@ExtendWith(PodSecurityExtension.class)
public @interface PodSecurity {
  /** The level that the manifests must meet. */
  Level level();

  /** The version of the level: {@code v1.35}, or {@code latest} for the newest that is known. */
  String version() default "latest";

  /**
   * Files, directories, patterns of paths, or paths that begin with {@code classpath:}, as {@link
   * ManifestAssertions#assertThatManifests(String, String...)} takes them.
   */
  String[] manifests();

  /** The ids of controls that may be violated, and must be by some object: {@code hostPorts}. */
  String[] except() default {};

  /** Why; must be given where something is excepted. */
  String reason() default "";
}
