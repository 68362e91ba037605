package io.github.pss4j.model;

import com.google.common.collect.ImmutableList;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** The security context of a pod. Its containers inherit what they do not set themselves. */
@Value.Immutable
public abstract class PodSecurityContext {
  PodSecurityContext() {}

  /** The SELinux context. */
  public abstract @Nullable SELinuxOptions seLinuxOptions();

  /** The settings that are specific to Windows. */
  public abstract @Nullable WindowsSecurityContextOptions windowsOptions();

  /** The user id of the entry point; 0 is root. */
  public abstract @Nullable Long runAsUser();

  /** Whether the kubelet refuses to start a container as root. */
  public abstract @Nullable Boolean runAsNonRoot();

  /** The kernel parameters that the pod sets. */
  public abstract ImmutableList<Sysctl> sysctls();

  /** The seccomp profile. */
  public abstract @Nullable SeccompProfile seccompProfile();

  /** The AppArmor profile. */
  public abstract @Nullable AppArmorProfile appArmorProfile();

  /** A new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link PodSecurityContext}; not thread-safe. */
  public static final class Builder extends ImmutablePodSecurityContext.Builder {
    Builder() {}
  }
}
