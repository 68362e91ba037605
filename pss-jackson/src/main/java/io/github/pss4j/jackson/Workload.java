package io.github.pss4j.jackson;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.github.pss4j.FieldPath;
import io.github.pss4j.Version;
import io.github.pss4j.jackson.shape.Document;
import io.github.pss4j.model.Pod;
import io.github.pss4j.workload.PodBearer;
import io.github.pss4j.workload.PodBearingKind;
import java.util.Collection;
import java.util.List;

/**
 * An object of a manifest that bears a pod: the pod, or the template of one, and what the object is
 * called. Immutable and thread-safe; it keeps the text of the object.
 */
public final class Workload {
  private final PodBearer bearer;
  private final String file;
  private final int line;
  private final Document object;

  Workload(PodBearer bearer, String file, int line, Document object) {
    this.bearer = bearer;
    this.file = file;
    this.line = line;
    this.object = object;
  }

  /** The object, whatever it was read from. */
  public PodBearer bearer() {
    return bearer;
  }

  /** What kind of object it is. */
  public PodBearingKind kind() {
    return bearer.kind();
  }

  /** The namespace; empty where the object names none. */
  public String namespace() {
    return bearer.namespace();
  }

  /** The name, or the beginning of the name that it is to be given; may be empty. */
  public String name() {
    return bearer.name();
  }

  /** Where it was read from, as the caller of the reader called it. */
  public String file() {
    return file;
  }

  /** The line on which the object begins, counted from 1; 0 where the source has no lines. */
  public int line() {
    return line;
  }

  /** The pod as it is written. */
  public Pod pod() {
    return bearer.pod();
  }

  /** The pod as the API server would judge it. */
  public Pod asAdmitted() {
    return bearer.asAdmitted();
  }

  /**
   * The pod as the API server of a cluster release would judge it.
   *
   * @param release the release; {@code latest} is the newest
   */
  public Pod asAdmitted(Version release) {
    return bearer.asAdmitted(release);
  }

  /** Where a field of the pod stands in the object: {@code spec.template.spec.hostNetwork}. */
  public FieldPath pathOf(FieldPath inPod) {
    return bearer.pathOf(requireNonNull(inPod, "inPod"));
  }

  /**
   * The line on which the value of a field of the pod begins; where the field is absent, that of
   * the nearest object or list around it. For several fields {@link #linesOf} is faster.
   */
  public int lineOf(FieldPath inPod) {
    return linesOf(List.of(requireNonNull(inPod, "inPod"))).values().iterator().next();
  }

  /**
   * The same for several fields of the pod, in one pass through the object.
   *
   * @return the line of each of the fields, in their order
   */
  public ImmutableMap<FieldPath, Integer> linesOf(Collection<FieldPath> inPod) {
    return ImmutableMap.copyOf(Maps.transformValues(placesOf(inPod), Place::line));
  }

  /**
   * Where the values of several fields of the pod begin, found in one pass through the object.
   *
   * @return the place of each of the fields, in their order
   */
  public ImmutableMap<FieldPath, Place> placesOf(Collection<FieldPath> inPod) {
    FieldPlaces places = new FieldPlaces();
    for (FieldPath field : inPod) {
      places.ask(pathOf(field).steps());
    }
    places.readObject(object.open());
    ImmutableMap.Builder<FieldPath, Place> found = ImmutableMap.builder();
    for (FieldPath field : inPod) {
      found.put(field, places.of(pathOf(field).steps()));
    }
    return found.buildKeepingLast();
  }

  /** The kind, namespace and name, as far as there are any, for logs. */
  @Override
  public String toString() {
    return bearer.toString();
  }
}
