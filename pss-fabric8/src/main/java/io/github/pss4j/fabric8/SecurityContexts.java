package io.github.pss4j.fabric8;

import static com.google.common.base.Strings.nullToEmpty;

import com.google.common.collect.ImmutableSet;
import io.github.pss4j.FieldPath;
import io.github.pss4j.model.AppArmorProfile;
import io.github.pss4j.model.Capabilities;
import io.github.pss4j.model.PodSecurityContext;
import io.github.pss4j.model.SELinuxOptions;
import io.github.pss4j.model.SeccompProfile;
import io.github.pss4j.model.SecurityContext;
import io.github.pss4j.model.Sysctl;
import io.github.pss4j.model.WindowsSecurityContextOptions;
import org.jspecify.annotations.Nullable;

/** The security contexts of pods and containers. */
final class SecurityContexts {
  private static final ImmutableSet<String> OF_POD =
      ImmutableSet.of(
          "seLinuxOptions",
          "windowsOptions",
          "runAsUser",
          "runAsNonRoot",
          "sysctls",
          "seccompProfile",
          "appArmorProfile");
  private static final ImmutableSet<String> OF_CONTAINER =
      ImmutableSet.of(
          "capabilities",
          "privileged",
          "seLinuxOptions",
          "windowsOptions",
          "runAsUser",
          "runAsNonRoot",
          "allowPrivilegeEscalation",
          "procMount",
          "seccompProfile",
          "appArmorProfile");
  private static final ImmutableSet<String> CAPABILITIES = ImmutableSet.of("add", "drop");
  private static final ImmutableSet<String> SE_LINUX = ImmutableSet.of("user", "role", "type");
  private static final ImmutableSet<String> WINDOWS = ImmutableSet.of("hostProcess");
  private static final ImmutableSet<String> PROFILE = ImmutableSet.of("type", "localhostProfile");
  private static final ImmutableSet<String> SYSCTL = ImmutableSet.of("name");

  private static final Sysctl EMPTY_SYSCTL = Sysctl.builder().build();

  private SecurityContexts() {}

  static @Nullable PodSecurityContext ofPod(
      io.fabric8.kubernetes.api.model.@Nullable PodSecurityContext context, FieldPath parent) {
    if (context == null) {
      return null;
    }
    FieldPath at = parent.field("securityContext");
    AdditionalProperties.check(context.getAdditionalProperties(), OF_POD, at);
    return PodSecurityContext.builder()
        .seLinuxOptions(seLinux(context.getSeLinuxOptions(), at))
        .windowsOptions(windows(context.getWindowsOptions(), at))
        .runAsUser(context.getRunAsUser())
        .runAsNonRoot(context.getRunAsNonRoot())
        .sysctls(
            Elements.of(
                context.getSysctls(), at, "sysctls", EMPTY_SYSCTL, SecurityContexts::sysctl))
        .seccompProfile(seccomp(context.getSeccompProfile(), at))
        .appArmorProfile(appArmor(context.getAppArmorProfile(), at))
        .build();
  }

  static @Nullable SecurityContext ofContainer(
      io.fabric8.kubernetes.api.model.@Nullable SecurityContext context, FieldPath parent) {
    if (context == null) {
      return null;
    }
    FieldPath at = parent.field("securityContext");
    AdditionalProperties.check(context.getAdditionalProperties(), OF_CONTAINER, at);
    return SecurityContext.builder()
        .capabilities(capabilities(context.getCapabilities(), at))
        .privileged(context.getPrivileged())
        .seLinuxOptions(seLinux(context.getSeLinuxOptions(), at))
        .windowsOptions(windows(context.getWindowsOptions(), at))
        .runAsUser(context.getRunAsUser())
        .runAsNonRoot(context.getRunAsNonRoot())
        .allowPrivilegeEscalation(context.getAllowPrivilegeEscalation())
        .procMount(context.getProcMount())
        .seccompProfile(seccomp(context.getSeccompProfile(), at))
        .appArmorProfile(appArmor(context.getAppArmorProfile(), at))
        .build();
  }

  private static @Nullable Capabilities capabilities(
      io.fabric8.kubernetes.api.model.@Nullable Capabilities capabilities, FieldPath parent) {
    if (capabilities == null) {
      return null;
    }
    AdditionalProperties.check(
        capabilities.getAdditionalProperties(), CAPABILITIES, parent, "capabilities");
    return Capabilities.builder()
        .add(Elements.strings(capabilities.getAdd()))
        .drop(Elements.strings(capabilities.getDrop()))
        .build();
  }

  private static @Nullable SELinuxOptions seLinux(
      io.fabric8.kubernetes.api.model.@Nullable SELinuxOptions options, FieldPath parent) {
    if (options == null) {
      return null;
    }
    AdditionalProperties.check(
        options.getAdditionalProperties(), SE_LINUX, parent, "seLinuxOptions");
    return SELinuxOptions.builder()
        .user(options.getUser())
        .role(options.getRole())
        .type(options.getType())
        .build();
  }

  private static @Nullable WindowsSecurityContextOptions windows(
      io.fabric8.kubernetes.api.model.@Nullable WindowsSecurityContextOptions options,
      FieldPath parent) {
    if (options == null) {
      return null;
    }
    AdditionalProperties.check(
        options.getAdditionalProperties(), WINDOWS, parent, "windowsOptions");
    return WindowsSecurityContextOptions.builder().hostProcess(options.getHostProcess()).build();
  }

  private static Sysctl sysctl(io.fabric8.kubernetes.api.model.Sysctl sysctl, FieldPath at) {
    AdditionalProperties.check(sysctl.getAdditionalProperties(), SYSCTL, at);
    return Sysctl.builder().name(nullToEmpty(sysctl.getName())).build();
  }

  private static @Nullable SeccompProfile seccomp(
      io.fabric8.kubernetes.api.model.@Nullable SeccompProfile profile, FieldPath parent) {
    if (profile == null) {
      return null;
    }
    AdditionalProperties.check(
        profile.getAdditionalProperties(), PROFILE, parent, "seccompProfile");
    return SeccompProfile.builder()
        .type(profile.getType())
        .localhostProfile(profile.getLocalhostProfile())
        .build();
  }

  private static @Nullable AppArmorProfile appArmor(
      io.fabric8.kubernetes.api.model.@Nullable AppArmorProfile profile, FieldPath parent) {
    if (profile == null) {
      return null;
    }
    AdditionalProperties.check(
        profile.getAdditionalProperties(), PROFILE, parent, "appArmorProfile");
    return AppArmorProfile.builder()
        .type(profile.getType())
        .localhostProfile(profile.getLocalhostProfile())
        .build();
  }
}
