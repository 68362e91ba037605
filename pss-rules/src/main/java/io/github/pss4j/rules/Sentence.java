package io.github.pss4j.rules;

import io.github.pss4j.FieldPath;
import io.github.pss4j.FieldValue;
import io.github.pss4j.Finding;
import io.github.pss4j.Subject;
import io.github.pss4j.text.GoQuote;
import io.github.pss4j.text.Utf8Order;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Words findings as the API server does: the one place that knows its quotes, its plurals and its
 * "pod and containers".
 */
final class Sentence {
  private final StringBuilder out = new StringBuilder(128);

  /** The text as it stands. */
  Sentence text(String text) {
    out.append(text);
    return this;
  }

  /** The singular for exactly one, else the plural. */
  Sentence plural(int count, String singular, String plural) {
    return text(count == 1 ? singular : plural);
  }

  /** Each in straight double quotes, which are not escaped: {@code "a", "b"}. */
  Sentence quoted(Collection<String> items) {
    String separator = "\"";
    for (String item : items) {
      out.append(separator).append(item);
      separator = "\", \"";
    }
    return text(items.isEmpty() ? "" : "\"");
  }

  /** {@code container "a"} or {@code containers "a", "b"}. */
  Sentence containers(Collection<String> names) {
    return plural(names.size(), "container ", "containers ").quoted(names);
  }

  /** The containers of the findings: {@code container "a"}, {@code containers "a", "b"}. */
  Sentence containers(List<Finding> findings) {
    return containers(containerNames(findings));
  }

  /** The volumes of the findings: {@code volume "a"}, {@code volumes "a", "b"}. */
  Sentence volumes(List<Finding> findings) {
    List<String> names = names(findings, Subject.Kind.VOLUME::equals);
    return plural(names.size(), "volume ", "volumes ").quoted(names);
  }

  /** The pod and the containers of the findings: {@code pod and containers "a", "b"}. */
  Sentence setters(List<Finding> findings) {
    List<String> names = containerNames(findings);
    boolean pod = findings.stream().anyMatch(f -> f.subject().kind() == Subject.Kind.POD);
    text(pod ? "pod" : "").text(pod && !names.isEmpty() ? " and " : "");
    return names.isEmpty() ? this : containers(names);
  }

  /** The name of each container that findings are about, in their order. */
  static List<String> containerNames(List<Finding> findings) {
    return names(findings, Subject.Kind::isContainer);
  }

  /** The names of the subjects of those kinds, each subject once, in the order of the findings. */
  private static List<String> names(List<Finding> findings, Predicate<Subject.Kind> kinds) {
    List<String> names = new ArrayList<>(findings.size());
    Subject last = null;
    for (Finding finding : findings) {
      Subject subject = finding.subject();
      if (kinds.test(subject.kind()) && !subject.equals(last)) {
        names.add(subject.name());
        last = subject;
      }
    }
    return names;
  }

  /** The distinct values that stand in the fields, sorted; an absent one is the empty string. */
  static SortedSet<String> values(List<Finding> findings) {
    SortedSet<String> values = sortedSet();
    for (Finding finding : findings) {
      values.add(value(finding));
    }
    return values;
  }

  /** The findings about some fields. */
  static List<Finding> filter(List<Finding> findings, Predicate<FieldPath> fields) {
    return findings.stream().filter(f -> f.field().filter(fields).isPresent()).toList();
  }

  /** The annotations of the findings with their values, as a sorted set of {@code key="value"}. */
  static SortedSet<String> annotations(List<Finding> findings) {
    SortedSet<String> annotations = sortedSet();
    for (Finding finding : findings) {
      if (finding.subject().kind() == Subject.Kind.ANNOTATION) {
        annotations.add(finding.subject().name() + "=" + GoQuote.quote(value(finding)));
      }
    }
    return annotations;
  }

  /** The value that stands in the field; the empty string where it is absent. */
  static String value(Finding finding) {
    return finding.actual().map(Sentence::text).orElse("");
  }

  /** The value of a string, number or boolean without quotes. */
  static String text(FieldValue value) {
    return value instanceof FieldValue.Text text ? text.value() : value.toString();
  }

  /** An empty set that sorts by the bytes of UTF-8, as Go does. */
  static SortedSet<String> sortedSet() {
    return new TreeSet<>(Utf8Order::compare);
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
