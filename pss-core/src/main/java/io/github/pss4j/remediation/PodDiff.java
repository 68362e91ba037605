package io.github.pss4j.remediation;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import io.github.pss4j.FieldPath;
import io.github.pss4j.model.Pod;
import io.github.pss4j.remediation.PodTree.Whole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to make one pod of another, in operations of a JSON Patch, each of which holds when
 * those before it are done. Elements of lists are removed from the last one on.
 */
final class PodDiff {
  /** An operation that does not say yet what it is good for. */
  record Step(PatchOperation.Type type, FieldPath path, Optional<Object> value) {}

  private final ImmutableList.Builder<Step> steps = ImmutableList.builder();

  private PodDiff() {}

  static ImmutableList<Step> between(Pod before, Pod after) {
    PodDiff diff = new PodDiff();
    diff.maps(null, PodTree.of(before), PodTree.of(after));
    return diff.steps.build();
  }

  private void maps(@Nullable FieldPath path, Map<?, ?> before, Map<?, ?> after) {
    for (Object key : Sets.union(after.keySet(), before.keySet())) {
      String name = (String) key;
      Object old = before.get(name);
      Object now = after.get(name);
      FieldPath field = child(path, name);
      if (now == null) {
        steps.add(new Step(PatchOperation.Type.REMOVE, field, Optional.empty()));
      } else if (old == null) {
        steps.add(new Step(PatchOperation.Type.ADD, field, Optional.of(plain(now))));
      } else if (!old.equals(now)) {
        values(field, old, now);
      }
    }
  }

  private static FieldPath child(@Nullable FieldPath path, String name) {
    if (path == null) {
      return FieldPath.of(name);
    }
    return path.toString().equals("metadata.annotations") ? path.key(name) : path.field(name);
  }

  private void values(FieldPath path, Object old, Object now) {
    if (old instanceof Map<?, ?> before && now instanceof Map<?, ?> after) {
      maps(path, before, after);
    } else if (old instanceof List<?> before && now instanceof List<?> after) {
      lists(path, before, after);
    } else {
      steps.add(new Step(PatchOperation.Type.REPLACE, path, Optional.of(plain(now))));
    }
  }

  /** Remedies change elements where they stand, remove some, or add some behind the others. */
  private void lists(FieldPath path, List<?> before, List<?> after) {
    if (before.size() == after.size()) {
      for (int i = 0; i < before.size(); i++) {
        if (!before.get(i).equals(after.get(i))) {
          values(path.index(i), before.get(i), after.get(i));
        }
      }
      return;
    }
    int kept = after.size() - 1;
    for (int i = before.size() - 1; i >= 0; i--) {
      if (kept >= 0 && before.get(i).equals(after.get(kept))) {
        kept--;
      } else if (before.size() > after.size()) {
        steps.add(new Step(PatchOperation.Type.REMOVE, path.index(i), Optional.empty()));
      }
    }
    for (int i = before.size(); i < after.size(); i++) {
      steps.add(new Step(PatchOperation.Type.ADD, path.index(i), Optional.of(plain(after.get(i)))));
    }
  }

  private static Object plain(Object value) {
    if (value instanceof Whole whole) {
      return plain(whole.fields());
    }
    if (value instanceof Map<?, ?> map) {
      ImmutableMap.Builder<String, Object> plain = ImmutableMap.builder();
      map.forEach((key, field) -> plain.put((String) key, plain(field)));
      return plain.buildOrThrow();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(PodDiff::plain).collect(toImmutableList());
    }
    return value;
  }
}
