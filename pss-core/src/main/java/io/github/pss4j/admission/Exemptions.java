package io.github.pss4j.admission;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import org.jspecify.annotations.Nullable;

/**
 * What Pod Security does not look at: whole namespaces, the requests of some users, pods of some
 * runtime classes. Immutable; each question is answered in constant time.
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

  /** Nothing is exempt. */
  public static Exemptions none() {
    return NONE;
  }

  /** Whether the namespace is exempt, with all that is in it. */
  public boolean exemptsNamespace(String name) {
    return contains(namespaces, name);
  }

  /** Whether what the user asks for is exempt. */
  public boolean exemptsUser(String name) {
    return contains(usernames, name);
  }

  /** Whether pods of the runtime class are exempt; a pod without one is not. */
  public boolean exemptsRuntimeClass(@Nullable String name) {
    return contains(runtimeClasses, name);
  }

  private static boolean contains(ImmutableSet<String> names, @Nullable String name) {
    return name != null && !name.isEmpty() && names.contains(name);
  }
}
