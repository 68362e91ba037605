package io.github.pss4j.jackson;

import com.google.common.base.Splitter;
import io.github.pss4j.FieldPath;
import io.github.pss4j.model.Pod;
import io.github.pss4j.workload.Defaulting;
import io.github.pss4j.workload.PodBearingKind;
import java.util.List;
import java.util.function.Supplier;

/**
 * An object of a manifest that bears a pod: the pod, or the template of one, and what the object is
 * called. Immutable.
 */
public final class Workload {
  private static final Splitter POINTER = Splitter.on('/');

  private final PodBearingKind kind;
  private final String namespace;
  private final String name;
  private final String file;
  private final int line;
  private final Pod pod;
  private final Supplier<Tokens> source;

  Workload(
      PodBearingKind kind,
      String namespace,
      String name,
      String file,
      int line,
      Pod pod,
      Supplier<Tokens> source) {
    this.kind = kind;
    this.namespace = namespace;
    this.name = name;
    this.file = file;
    this.line = line;
    this.pod = pod;
    this.source = source;
  }

  /** What kind of object it is. */
  public PodBearingKind kind() {
    return kind;
  }

  /** The namespace; empty where the object names none. */
  public String namespace() {
    return namespace;
  }

  /** The name, or the beginning of the name that it is to be given; may be empty. */
  public String name() {
    return name;
  }

  /** Where it was read from, as the caller of the reader called it. */
  public String file() {
    return file;
  }

  /** The line on which the object begins, counted from 1. */
  public int line() {
    return line;
  }

  /** The pod as it is written. */
  public Pod pod() {
    return pod;
  }

  /** The pod as the API server would judge it. */
  public Pod asAdmitted() {
    return kind.isPod() ? Defaulting.pod(pod) : Defaulting.podTemplate(pod);
  }

  /** Where a field of the pod stands in the object: {@code spec.template.spec.hostNetwork}. */
  public FieldPath pathOf(FieldPath inPod) {
    return kind.pathInObject(inPod);
  }

  /**
   * The line on which the value of a field of the pod begins; where the field is absent, that of
   * the nearest object or list around it. It reads the object anew, which is no longer held once
   * the handler that was told of a workload from a stream has returned.
   */
  public int lineOf(FieldPath inPod) {
    List<String> steps = POINTER.splitToList(pathOf(inPod).pointer().substring(1));
    Tokens in = source.get();
    int line = in.line();
    for (String step : steps) {
      if (!enter(in, step.replace("~1", "/").replace("~0", "~"))) {
        break;
      }
      line = in.line();
    }
    return line;
  }

  /** Moves to a field or element of the value that comes next; false if it has none. */
  private static boolean enter(Tokens in, String step) {
    switch (in.peek()) {
      case OBJECT -> {
        Fields wanted = Fields.of(step);
        in.beginObject();
        for (int field = in.nextField(wanted); field != Tokens.END; field = in.nextField(wanted)) {
          if (field != Tokens.UNKNOWN) {
            return true;
          }
          in.skip();
        }
        return false;
      }
      case LIST -> {
        in.beginList();
        for (int rest = Integer.parseInt(step); in.nextElement(); rest--) {
          if (rest == 0) {
            return true;
          }
          in.skip();
        }
        return false;
      }
      default -> {
        return false;
      }
    }
  }

  /** The kind, namespace and name, for logs. */
  @Override
  public String toString() {
    return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
  }
}
