package io.github.pss4j.testing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.github.pss4j.Version;
import io.github.pss4j.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a pod violates at several versions, control by control; not thread-safe. */
final class VersionedViolations {
  /** The newest violation of each control. */
  private final Map<String, Violation> violations = new LinkedHashMap<>();

  private final Map<String, TreeSet<Long>> minors = new LinkedHashMap<>();
  private final TreeSet<Long> all = new TreeSet<>();

  /** Adds what the pod violates at a version, which is newer than those before. */
  void add(long minor, List<Violation> violated) {
    for (Violation violation : violated) {
      all.add(minor);
      violations.put(violation.control(), violation);
      minors.computeIfAbsent(violation.control(), control -> new TreeSet<>()).add(minor);
    }
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** The newest violation of each control. */
  ImmutableList<Violation> violations() {
    return ImmutableList.copyOf(violations.values());
  }

  /** The newest version at which anything is violated. */
  Version newestVersion() {
    return Version.of(all.last());
  }

  /** The versions at which anything is violated, in words behind "from". */
  String versions() {
    return words(all);
  }

  /** The same for each control. */
  ImmutableMap<String, String> versionsByControl() {
    return ImmutableMap.copyOf(Maps.transformValues(minors, VersionedViolations::words));
  }

  /** {@code v1.5 to v1.7, v1.9 to v1.9}. */
  private static String words(Set<Long> minors) {
    StringBuilder out = new StringBuilder();
    for (Long minor : minors) {
      boolean begins = !minors.contains(minor - 1);
      if (begins) {
        out.append(out.isEmpty() ? "" : ", ").append(Version.of(minor));
      }
      if (!minors.contains(minor + 1)) {
        out.append(" to ").append(Version.of(minor));
      }
    }
    return out.toString();
  }
}
