package io.github.pss4j.rules;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Allowed;
import io.github.pss4j.FieldPath;
import io.github.pss4j.Finding;
import io.github.pss4j.Findings;
import io.github.pss4j.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects what one check finds. It starts as {@link #NOTHING}, which becomes a list with the first
 * finding, so that a pod that passes costs no allocation.
 */
final class Found {
  static final Found NOTHING = new Found();

  private final List<Finding> findings = new ArrayList<>(4);

  private Found() {}

  boolean nothing() {
    return this == NOTHING;
  }

  /** This and one more finding; what is returned takes the place of this. */
  Found add(Subject subject, FieldPath field, @Nullable Object actual, Allowed allowed) {
    return add(Finding.of(subject, field, actual, allowed));
  }

  /** This and one more finding; what is returned takes the place of this. */
  Found add(Finding finding) {
    Found found = nothing() ? new Found() : this;
    found.findings.add(finding);
    return found;
  }

  /** The findings as a check returns them: null where there are none. */
  @Nullable Findings as(String reason, Function<ImmutableList<Finding>, String> wording) {
    return nothing() ? null : Findings.of(reason, findings, wording);
  }

  /** The same where the reason depends on what was found. */
  @Nullable Findings as(
      Function<ImmutableList<Finding>, String> reason,
      Function<ImmutableList<Finding>, String> wording) {
    if (nothing()) {
      return null;
    }
    ImmutableList<Finding> list = ImmutableList.copyOf(findings);
    return Findings.of(reason.apply(list), list, wording);
  }
}
