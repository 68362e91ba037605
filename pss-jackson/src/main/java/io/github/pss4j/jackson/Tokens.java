package io.github.pss4j.jackson;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A document from front to back, as a reader of values needs it; what JSON bytes, a Jackson parser
 * and YAML have in common.
 *
 * <p>A value is consumed by exactly one of the methods that begin or read one, or by {@link #skip}.
 * Each of them fails, naming path and place, where a value of another kind comes next. This class
 * keeps the path from the root to the value that is being read.
 *
 * <p>Not thread-safe: one document, one thread.
 */
abstract class Tokens {
  /** The object has no more fields; returned by {@link #nextField}. */
  static final int END = -1;

  /** The next field is none of the known ones; returned by {@link #nextField}. */
  static final int UNKNOWN = -2;

  /** What a value is. */
  enum Kind {
    OBJECT("an object"),
    LIST("a list"),
    STRING("a string"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    NULL("null");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static final int USUAL_DEPTH = 16;

  /** A prefix, a slash and a name: Kubernetes takes no longer one for the key of a map. */
  private static final int LONGEST_KEY = 253 + 1 + 63;

  private final String root;

  private int depth;
  private @Nullable Fields[] fieldsAt = new Fields[USUAL_DEPTH];
  private @Nullable String[] keyAt = new String[USUAL_DEPTH];
  private int[] indexAt = new int[USUAL_DEPTH];

  Tokens(String root) {
    this.root = root;
  }

  /** The path of this document's root in the document that it was cut out of. */
  final String root() {
    return root;
  }

  /** The kind of the value that comes next. Consumes nothing. */
  abstract Kind peek();

  /** Enters the object that comes next; its fields are read with {@link #nextField}. */
  abstract void beginObject();

  /**
   * Moves to the next field of the object last entered. Its value must then be consumed.
   *
   * @return the number of the field in {@code known}, {@link #UNKNOWN}, or {@link #END} when the
   *     object is over and has been left
   */
  abstract int nextField(Fields known);

  /** The name of the field that {@link #nextField} moved to, before its value is consumed. */
  abstract String fieldName();

  /** Enters the list that comes next; its elements are read with {@link #nextElement}. */
  abstract void beginList();

  /** Moves to the next element of the list last entered; false when it is over and was left. */
  abstract boolean nextElement();

  /** Reads a string. */
  abstract String readString();

  /** Reads {@code true} or {@code false}. */
  abstract boolean readBoolean();

  /** Reads a whole number between the two, both included. */
  abstract long readInteger(long min, long max);

  /** Reads {@code null}. */
  abstract void readNull();

  /** Passes over the value that comes next, whatever it is. */
  abstract void skip();

  /**
   * Passes over the value that comes next and returns it as a document of its own, for reading it
   * later or more than once; its errors name path and place in the whole. Of a stream it is good
   * only until this document is moved on.
   */
  abstract Tokens subdocument();

  /** This document from its beginning; not for a stream, which has been read only once. */
  abstract Tokens again();

  /** The line on which the value that comes next begins, counted from 1; 0 where there are none. */
  abstract int line();

  /** Fails unless the document is over. */
  abstract void end();

  /**
   * An error at the value that comes next, or at the one last consumed; if an object or list was
   * left last, at its end.
   */
  abstract InvalidDocumentException error(String problem);

  /** Fails because a value of another kind was needed here. */
  final InvalidDocumentException wrongKind(Kind wanted, String found) {
    return error("must be " + wanted + ", but is " + found);
  }

  /** Fails because a whole number stands there that is too small or too large. */
  final InvalidDocumentException notBetween(long min, long max, String found) {
    return error("must be a whole number from " + min + " to " + max + ", but is " + found);
  }

  /** To be called on entering an object. */
  final void enterObject() {
    enter();
    fieldsAt[depth - 1] = null;
    keyAt[depth - 1] = null;
    indexAt[depth - 1] = UNKNOWN;
  }

  /** To be called on entering a list. */
  final void enterList() {
    enter();
    fieldsAt[depth - 1] = null;
    keyAt[depth - 1] = null;
    indexAt[depth - 1] = -1;
  }

  private void enter() {
    if (depth == indexAt.length) {
      fieldsAt = Arrays.copyOf(fieldsAt, 2 * depth);
      keyAt = Arrays.copyOf(keyAt, 2 * depth);
      indexAt = Arrays.copyOf(indexAt, 2 * depth);
    }
    depth++;
  }

  /** To be called on leaving an object or list. */
  final void leave() {
    depth--;
  }

  /** How many objects and lists have been entered and not left. */
  final int depth() {
    return depth;
  }

  /** To be called on moving to a known field. */
  final void atField(Fields known, int field) {
    fieldsAt[depth - 1] = known;
    indexAt[depth - 1] = field;
  }

  /** To be called on moving to a field by its name: one that is not known, or a key of a map. */
  final void atKey(String key) {
    fieldsAt[depth - 1] = null;
    keyAt[depth - 1] = key;
  }

  /** To be called on moving to an element. */
  final void atElement() {
    indexAt[depth - 1]++;
  }

  /** The path from the root to the value that comes next; empty at the root. */
  final String path() {
    StringBuilder out = new StringBuilder(root);
    for (int i = 0; i < depth; i++) {
      Fields known = fieldsAt[i];
      String key = keyAt[i];
      if (known != null) {
        out.append(out.length() == 0 ? "" : ".").append(known.name(indexAt[i]));
      } else if (key != null) {
        out.append(out.length() == 0 ? "" : ".").append(Excerpt.text(key, LONGEST_KEY));
      } else if (indexAt[i] >= 0) {
        out.append('[').append(indexAt[i]).append(']');
      }
    }
    return out.toString();
  }
}
