package io.github.pss4j.admission;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import org.jspecify.annotations.Nullable;

/**
 * Namespaces, users and runtime classes that are exempt from Pod Security. Immutable; each question
 * is answered in constant time.
 *
 * <p>An empty name is never exempt.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/security/pod-security-admission/#exemptions">Exemptions</a>
 */
public record Exemptions(
    ImmutableSet<String> namespaces,
    ImmutableSet<String> usernames,
    ImmutableSet<String> runtimeClasses) {
  private static final Exemptions NONE =
      new Exemptions(ImmutableSet.of(), ImmutableSet.of(), ImmutableSet.of());

  /** Checks that each part is given. */
  public Exemptions {
    requireNonNull(namespaces, "namespaces");
    requireNonNull(usernames, "usernames");
    requireNonNull(runtimeClasses, "runtimeClasses");
  }

  /** No exemptions. */
  public static Exemptions none() {
    return NONE;
  }

  /** Whether the namespace is exempt, and everything in it. */
  public boolean exemptsNamespace(String name) {
    return contains(namespaces, requireNonNull(name, "name"));
  }

  /** Whether the requests of the user are exempt. */
  public boolean exemptsUser(String name) {
    return contains(usernames, requireNonNull(name, "name"));
  }

  /** Whether pods of the runtime class are exempt; a pod without one is not. */
  public boolean exemptsRuntimeClass(@Nullable String name) {
    return contains(runtimeClasses, name);
  }

  private static boolean contains(ImmutableSet<String> names, @Nullable String name) {
    return name != null && !name.isEmpty() && names.contains(name);
  }
}
