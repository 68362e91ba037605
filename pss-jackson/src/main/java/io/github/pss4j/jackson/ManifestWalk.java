package io.github.pss4j.jackson;

import io.github.pss4j.jackson.shape.Cursor;
import io.github.pss4j.jackson.shape.Document;

/**
 * One way through a manifest. Lists are gone through where they stand, also those of which only a
 * part is in memory: an item that runs out of it is read once more when there is more of it.
 */
final class ManifestWalk {
  private static final int MAXIMUM_LISTS_IN_LISTS = 8;

  private final String file;
  private final ManifestHandler handler;

  /** A way through a file that is called so. */
  ManifestWalk(String file, ManifestHandler handler) {
    this.file = file;
    this.handler = handler;
  }

  String file() {
    return file;
  }

  ManifestHandler handler() {
    return handler;
  }

  /** Reads the object that comes next, whatever its kind. */
  void object(Cursor in) {
    new ManifestObject(this, null).read(in);
  }

  /** Reads the items of a list; one that cannot be read does not keep the others from it. */
  void items(Cursor in, ManifestObject list) {
    if (list.listsAround() == MAXIMUM_LISTS_IN_LISTS) {
      throw in.error(
          "lists must not stand in one another more than " + MAXIMUM_LISTS_IN_LISTS + " deep");
    }
    in.beginList();
    Cursor.Mark before = in.mark();
    while (true) {
      try {
        if (!in.nextElement()) {
          break;
        }
        new ManifestObject(this, list).read(in);
      } catch (InvalidDocumentException problem) {
        if (!in.ranOut() || !in.moveOn(before)) {
          if (in.isBroken()) {
            throw problem;
          }
          passOver(in, before);
          handler.invalid(problem);
        }
      }
      before = in.mark();
    }
    // The end of the list's own object must be in memory, too.
    in.moveOn(in.mark());
  }

  /** Passes over an item that could not be read. */
  private static void passOver(Cursor in, Cursor.Mark before) {
    Cursor.Mark start = before;
    while (true) {
      in.backTo(start);
      in.nextElement();
      try {
        in.skip();
        return;
      } catch (InvalidDocumentException problem) {
        if (!in.ranOut() || !in.moveOn(start)) {
          throw problem;
        }
        start = in.mark();
      }
    }
  }

  /** Reads an item that had to wait until the kind of its list was known. */
  void waitingItem(Document item, ManifestObject list) {
    try {
      new ManifestObject(this, list).read(item.open());
    } catch (InvalidDocumentException problem) {
      handler.invalid(problem);
    }
  }
}
