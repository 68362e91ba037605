package io.github.pss4j.model;

import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** The security context of a container. What it sets takes precedence over the pod's. */
@Value.Immutable
public abstract class SecurityContext {
  SecurityContext() {}

  /** The Linux capabilities to add and to drop. */
  public abstract @Nullable Capabilities capabilities();

  /** Whether the container has essentially the rights of root on the node. */
  public abstract @Nullable Boolean privileged();

  /** The SELinux context. */
  public abstract @Nullable SELinuxOptions seLinuxOptions();

  /** The settings that are specific to Windows. */
  public abstract @Nullable WindowsSecurityContextOptions windowsOptions();

  /** The user id of the entry point; 0 is root. */
  public abstract @Nullable Long runAsUser();

  /** Whether the kubelet refuses to start the container as root. */
  public abstract @Nullable Boolean runAsNonRoot();

  /** Whether a process may gain more privileges than its parent. */
  public abstract @Nullable Boolean allowPrivilegeEscalation();

  /** {@code Default} or {@code Unmasked}. */
  public abstract @Nullable String procMount();

  /** The seccomp profile. */
  public abstract @Nullable SeccompProfile seccompProfile();

  /** The AppArmor profile. */
  public abstract @Nullable AppArmorProfile appArmorProfile();

  /** A new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link SecurityContext}; not thread-safe. */
  public static final class Builder extends ImmutableSecurityContext.Builder {
    Builder() {}
  }
}
