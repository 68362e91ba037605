package io.github.pss4j.jackson.shape;

import io.github.pss4j.model.Pod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way through the fields of an object to the pod template that stands in it. */
public final class PodPath {
  private static final class Slot {
    private @Nullable Pod pod;
  }

  private final Shape.FieldReader<Slot> reader;

  private PodPath(Shape.FieldReader<Slot> reader) {
    this.reader = reader;
  }

  /**
   * The way through these fields; through none, the value itself is the template.
   *
   * @param required whether an object that lacks one of the fields is refused
   */
  public static PodPath of(List<String> fields, PodShape pods, boolean required) {
    if (fields.isEmpty()) {
      return new PodPath((in, slot) -> slot.pod = pods.pod().read(in));
    }
    Shape.FieldReader<Slot> below = of(fields.subList(1, fields.size()), pods, required).reader;
    Shape.Builder<Slot, Slot> shape = Shape.into();
    Shape<Slot, Slot> object =
        required
            ? shape.requiredField(fields.get(0), below).build()
            : shape.field(fields.get(0), below).build();
    return new PodPath(object::readInto);
  }

  /** Reads the pod that stands at the end of this way from the value that comes next. */
  public @Nullable Pod read(Cursor in) {
    Slot slot = new Slot();
    reader.read(in, slot);
    return slot.pod;
  }
}
