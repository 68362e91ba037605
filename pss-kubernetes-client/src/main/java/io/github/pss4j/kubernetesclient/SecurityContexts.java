package io.github.pss4j.kubernetesclient;

import static com.google.common.base.Strings.nullToEmpty;

import io.github.pss4j.model.AppArmorProfile;
import io.github.pss4j.model.Capabilities;
import io.github.pss4j.model.PodSecurityContext;
import io.github.pss4j.model.SELinuxOptions;
import io.github.pss4j.model.SeccompProfile;
import io.github.pss4j.model.SecurityContext;
import io.github.pss4j.model.Sysctl;
import io.github.pss4j.model.WindowsSecurityContextOptions;
import io.kubernetes.client.openapi.models.V1AppArmorProfile;
import io.kubernetes.client.openapi.models.V1Capabilities;
import io.kubernetes.client.openapi.models.V1PodSecurityContext;
import io.kubernetes.client.openapi.models.V1SELinuxOptions;
import io.kubernetes.client.openapi.models.V1SeccompProfile;
import io.kubernetes.client.openapi.models.V1SecurityContext;
import io.kubernetes.client.openapi.models.V1Sysctl;
import io.kubernetes.client.openapi.models.V1WindowsSecurityContextOptions;
import org.jspecify.annotations.Nullable;

/** The security contexts of pods and containers. */
final class SecurityContexts {
  private static final Sysctl EMPTY_SYSCTL = Sysctl.builder().build();

  private SecurityContexts() {}

  static @Nullable PodSecurityContext ofPod(@Nullable V1PodSecurityContext context) {
    if (context == null) {
      return null;
    }
    return PodSecurityContext.builder()
        .seLinuxOptions(seLinux(context.getSeLinuxOptions()))
        .windowsOptions(windows(context.getWindowsOptions()))
        .runAsUser(context.getRunAsUser())
        .runAsNonRoot(context.getRunAsNonRoot())
        .sysctls(Elements.of(context.getSysctls(), EMPTY_SYSCTL, SecurityContexts::sysctl))
        .seccompProfile(seccomp(context.getSeccompProfile()))
        .appArmorProfile(appArmor(context.getAppArmorProfile()))
        .build();
  }

  static @Nullable SecurityContext ofContainer(@Nullable V1SecurityContext context) {
    if (context == null) {
      return null;
    }
    return SecurityContext.builder()
        .capabilities(capabilities(context.getCapabilities()))
        .privileged(context.getPrivileged())
        .seLinuxOptions(seLinux(context.getSeLinuxOptions()))
        .windowsOptions(windows(context.getWindowsOptions()))
        .runAsUser(context.getRunAsUser())
        .runAsNonRoot(context.getRunAsNonRoot())
        .allowPrivilegeEscalation(context.getAllowPrivilegeEscalation())
        .procMount(context.getProcMount())
        .seccompProfile(seccomp(context.getSeccompProfile()))
        .appArmorProfile(appArmor(context.getAppArmorProfile()))
        .build();
  }

  private static @Nullable Capabilities capabilities(@Nullable V1Capabilities capabilities) {
    if (capabilities == null) {
      return null;
    }
    return Capabilities.builder()
        .add(Elements.strings(capabilities.getAdd()))
        .drop(Elements.strings(capabilities.getDrop()))
        .build();
  }

  private static @Nullable SELinuxOptions seLinux(@Nullable V1SELinuxOptions options) {
    if (options == null) {
      return null;
    }
    return SELinuxOptions.builder()
        .user(options.getUser())
        .role(options.getRole())
        .type(options.getType())
        .build();
  }

  private static @Nullable WindowsSecurityContextOptions windows(
      @Nullable V1WindowsSecurityContextOptions options) {
    if (options == null) {
      return null;
    }
    return WindowsSecurityContextOptions.builder().hostProcess(options.getHostProcess()).build();
  }

  private static Sysctl sysctl(V1Sysctl sysctl) {
    return Sysctl.builder().name(nullToEmpty(sysctl.getName())).build();
  }

  private static @Nullable SeccompProfile seccomp(@Nullable V1SeccompProfile profile) {
    if (profile == null) {
      return null;
    }
    return SeccompProfile.builder()
        .type(profile.getType())
        .localhostProfile(profile.getLocalhostProfile())
        .build();
  }

  private static @Nullable AppArmorProfile appArmor(@Nullable V1AppArmorProfile profile) {
    if (profile == null) {
      return null;
    }
    return AppArmorProfile.builder()
        .type(profile.getType())
        .localhostProfile(profile.getLocalhostProfile())
        .build();
  }
}
