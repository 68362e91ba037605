package io.github.pss4j.fabric8;

import com.google.common.collect.ImmutableList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.pss4j.workload.GroupKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What objects say that they are, which need not be what their types are. */
final class Types {
  /** The core group. */
  static final ImmutableList<String> CORE = ImmutableList.of("");

  private Types() {}

  /** Refuses an object of another kind, or of a group that has no such kind. */
  static void check(
      HasMetadata object,
      @Nullable Map<String, Object> additional,
      String kind,
      ImmutableList<String> groups) {
    String apiVersion = object.getApiVersion();
    if (object.getKind() != null) {
      checkText("kind", kind, object.getKind());
    }
    if (apiVersion != null && !groups.contains(GroupKind.of(apiVersion, kind).group())) {
      throw new IllegalArgumentException(
          "apiVersion: is \""
              + apiVersion
              + "\"; must be "
              + (groups.equals(CORE) ? "\"v1\"" : "of the group " + groups.get(0)));
    }
    checkSpelling(additional, kind, apiVersion);
  }

  /** Refuses what is not a pod of the version that is read. */
  static void checkPod(HasMetadata object, @Nullable Map<String, Object> additional) {
    if (object.getKind() != null) {
      checkText("kind", "Pod", object.getKind());
    }
    if (object.getApiVersion() != null) {
      checkText("apiVersion", "v1", object.getApiVersion());
    }
    checkSpelling(additional, "Pod", "v1");
  }

  private static void checkText(String field, String wanted, Object found) {
    if (!found.equals(wanted)) {
      throw new IllegalArgumentException(
          field + ": must be \"" + wanted + "\", but is \"" + found + '"');
    }
  }

  /**
   * The API server looks for these two names in any letter case, and would find another type so.
   */
  private static void checkSpelling(
      @Nullable Map<String, Object> additional, String kind, @Nullable String apiVersion) {
    if (additional == null || additional.isEmpty()) {
      return;
    }
    additional.forEach(
        (name, value) -> {
          if (value != null && "kind".equalsIgnoreCase(name)) {
            checkText(name, kind, value);
          } else if (value != null && "apiVersion".equalsIgnoreCase(name)) {
            checkText(name, String.valueOf(apiVersion), value);
          }
        });
  }
}
