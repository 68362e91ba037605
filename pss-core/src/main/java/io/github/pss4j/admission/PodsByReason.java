package io.github.pss4j.admission;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import io.github.pss4j.Evaluation;
import io.github.pss4j.Violation;
import io.github.pss4j.text.Utf8Order;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pods that violate a policy, grouped by why: how many, and the first by name. Not thread-safe. */
final class PodsByReason {
  private record Group(String firstName, int size) {
    Group and(Group other) {
      return new Group(
          Utf8Order.compare(firstName, other.firstName) <= 0 ? firstName : other.firstName,
          size + other.size);
    }
  }

  /** The reasons of an evaluation, joined: rendered once for all pods that have the same ones. */
  private final Map<List<String>, String> joined = new HashMap<>();

  private final Map<String, Group> groups = new HashMap<>();

  void add(Evaluation evaluation, String podName) {
    List<String> reasons = Lists.transform(evaluation.violations(), Violation::reason);
    String reason = joined.computeIfAbsent(reasons, unused -> evaluation.reason());
    groups.merge(reason, new Group(podName, 1), Group::and);
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  /** One line for each reason, sorted. */
  ImmutableList<String> warnings() {
    return groups.entrySet().stream()
        .map(entry -> title(entry.getValue()) + ": " + entry.getKey())
        .sorted(Utf8Order::compare)
        .collect(ImmutableList.toImmutableList());
  }

  private static String title(Group group) {
    int others = group.size() - 1;
    return switch (others) {
      case 0 -> group.firstName();
      case 1 -> group.firstName() + " (and 1 other pod)";
      default -> group.firstName() + " (and " + others + " other pods)";
    };
  }
}
