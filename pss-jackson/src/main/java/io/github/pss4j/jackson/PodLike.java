package io.github.pss4j.jackson;

import io.github.pss4j.jackson.shape.Cursor;
import io.github.pss4j.jackson.shape.Fields;

/**
 * Finds what looks like the spec of a pod in an object whose kind is not known: a map with a list
 * of containers, which are maps with names.
 */
final class PodLike {
  /** Is told of each find. */
  interface Finder {
    /**
     * A map that looks like the spec of a pod.
     *
     * @param path where it stands; empty for the object itself
     * @param line the line on which it begins
     */
    void found(String path, int line);
  }

  private static final Fields CONTAINERS = Fields.of("containers", "name");
  private static final int CONTAINERS_FIELD = 0;
  private static final int NAME_FIELD = 1;

  private final Cursor in;
  private final Finder finder;

  private PodLike(Cursor in, Finder finder) {
    this.in = in;
    this.finder = finder;
  }

  /** Looks through the value that comes next. */
  static void find(Cursor in, Finder finder) {
    new PodLike(in, finder).look();
  }

  private void look() {
    switch (in.peek()) {
      case OBJECT -> {
        int line = in.line();
        in.beginObject();
        String path = in.path();
        for (int field; (field = in.nextField(CONTAINERS)) != Cursor.END; ) {
          if (field == CONTAINERS_FIELD && areContainers()) {
            finder.found(path, line);
            in.skip();
          } else {
            look();
          }
        }
      }
      case LIST -> {
        in.beginList();
        while (in.nextElement()) {
          look();
        }
      }
      default -> in.skip();
    }
  }

  /** Whether a list of maps with names comes next; consumes nothing. */
  private boolean areContainers() {
    if (in.peek() != Cursor.Kind.LIST) {
      return false;
    }
    Cursor.Mark before = in.mark();
    Cursor list = in.cut().open();
    in.backTo(before);
    list.beginList();
    boolean areContainers = false;
    while (list.nextElement()) {
      if (list.peek() != Cursor.Kind.OBJECT || !hasName(list)) {
        return false;
      }
      areContainers = true;
    }
    return areContainers;
  }

  private static boolean hasName(Cursor container) {
    boolean hasName = false;
    container.beginObject();
    for (int field; (field = container.nextField(CONTAINERS)) != Cursor.END; ) {
      hasName |= field == NAME_FIELD && container.peek() == Cursor.Kind.STRING;
      container.skip();
    }
    return hasName;
  }
}
