package io.github.pss4j.cli.check;

import io.github.pss4j.workload.GroupKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The objects that bear no pod, kind by kind. Not thread-safe. */
public final class Skipped {
  /**
   * The objects of one kind.
   *
   * @param count how many there were
   * @param file where the first one is
   * @param line the line on which it begins, counted from 1
   */
  public record OfKind(GroupKind kind, int count, String file, int line) {
    private OfKind andOneMore() {
      return new OfKind(kind, count + 1, file, line);
    }
  }

  private final Map<GroupKind, OfKind> kinds = new LinkedHashMap<>();

  /** One more object. */
  void add(GroupKind kind, String file, int line) {
    kinds.merge(kind, new OfKind(kind, 1, file, line), (before, first) -> before.andOneMore());
  }

  /** The kinds, in the order in which they were met. */
  public Collection<OfKind> kinds() {
    return kinds.values();
  }
}
