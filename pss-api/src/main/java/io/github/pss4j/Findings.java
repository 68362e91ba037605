package io.github.pss4j;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.function.Function;

/**
 * What a check found in a pod: at least one finding, and how the API server words them. Immutable
 * and thread-safe.
 *
 * <p>The wording is rendered from the findings only when somebody asks.
 */
public final class Findings {
  private final String reason;
  private final ImmutableList<Finding> list;
  private final Function<ImmutableList<Finding>, String> wording;

  private Findings(
      String reason,
      ImmutableList<Finding> list,
      Function<ImmutableList<Finding>, String> wording) {
    this.reason = requireNonNull(reason);
    this.list = list;
    this.wording = requireNonNull(wording);
    checkArgument(!list.isEmpty(), "a check that objects must name at least one finding");
  }

  /**
   * Findings under one reason.
   *
   * @param reason what is wrong in a few words, such as {@code host namespaces}
   * @param list at least one finding, in the order of the pod
   * @param wording renders the detail from the findings; it must be pure
   */
  public static Findings of(
      String reason, Iterable<Finding> list, Function<ImmutableList<Finding>, String> wording) {
    return new Findings(reason, ImmutableList.copyOf(list), wording);
  }

  /** What is wrong, in a few words. */
  public String reason() {
    return reason;
  }

  /** Where exactly and what to do, in words; may be empty. */
  public String detail() {
    return wording.apply(list);
  }

  /** Each finding, in the order of the pod; never empty. */
  public ImmutableList<Finding> list() {
    return list;
  }
}
