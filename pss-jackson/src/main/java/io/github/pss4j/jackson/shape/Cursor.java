package io.github.pss4j.jackson.shape;

import io.github.pss4j.jackson.InvalidDocumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves through a {@link Document} from front to back; what JSON and YAML have in common.
 *
 * <p>A value is consumed by exactly one of the methods that begin or read one, or by {@link #skip}
 * or {@link #cut}. Each of them fails, naming path and place, where a value of another kind comes
 * next. This class keeps the path from the root to the value that is being read.
 *
 * <p>Not thread-safe: one cursor, one thread.
 */
public abstract class Cursor {
  /** The object has no more fields; returned by {@link #nextField}. */
  public static final int END = -1;

  /** The next field is none of the known ones; returned by {@link #nextField}. */
  public static final int UNKNOWN = -2;

  /** What a value is. */
  public enum Kind {
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

  private static final int USUAL_DEPTH = 8;

  /** A prefix, a slash and a name: Kubernetes takes no longer one for the key of a map. */
  private static final int LONGEST_KEY = 253 + 1 + 63;

  private final String root;

  private int depth;

  /** For each level the known fields of an object, or the key that it is at, or nothing. */
  private @Nullable Object[] namesAt = new Object[USUAL_DEPTH];

  /** For each level the number of the known field or of the element. */
  private int[] indexAt = new int[USUAL_DEPTH];

  /** The keys of the map that is being read; kept for the next one. */
  private final List<String> keys = new ArrayList<>(USUAL_DEPTH);

  /**
   * Begins at the root.
   *
   * @param root the path of this document's root in the document that it was cut out of
   */
  protected Cursor(String root) {
    this.root = root;
  }

  /** The kind of the value that comes next. Consumes nothing. */
  public abstract Kind peek();

  /** Enters the object that comes next; its fields are read with {@link #nextField}. */
  public abstract void beginObject();

  /**
   * Moves to the next field of the object last entered. Its value must then be consumed.
   *
   * @return the number of the field in {@code known}, {@link #UNKNOWN}, or {@link #END} when the
   *     object is over and has been left
   */
  public abstract int nextField(Fields known);

  /** The name of the field that {@link #nextField} moved to, before its value is consumed. */
  public abstract String fieldName();

  /** Enters the list that comes next; its elements are read with {@link #nextElement}. */
  public abstract void beginList();

  /** Moves to the next element of the list last entered; false when it is over and was left. */
  public abstract boolean nextElement();

  /** Reads a string. */
  public abstract String readString();

  /** Reads {@code true} or {@code false}. */
  public abstract boolean readBoolean();

  /** Reads a whole number between the two, both included. */
  public abstract long readInteger(long min, long max);

  /** Reads {@code null}. */
  public abstract void readNull();

  /** Passes over the value that comes next, whatever it is. */
  public abstract void skip();

  /**
   * Passes over the value that comes next and returns it as a document of its own, for reading it
   * later or more than once; its errors name path and place in the whole.
   */
  public final Document cut() {
    Mark before = mark();
    skip();
    return since(before);
  }

  /** A place that this cursor can go {@linkplain #backTo back to}. */
  public interface Mark {}

  /** The place where this cursor is now. */
  public abstract Mark mark();

  /**
   * Goes back to where this cursor was, also after a value in between could not be read. The object
   * or list that was innermost then must not have been left.
   */
  public abstract void backTo(Mark mark);

  /** The value that came next at the mark and that has just been consumed, as a document. */
  public abstract Document since(Mark mark);

  /** Whether the document itself is broken, so that what follows an error cannot be found. */
  public abstract boolean isBroken();

  /** Whether only a part of the document is in memory, and more may follow. */
  public boolean isStream() {
    return false;
  }

  /** Whether the last error was that what is in memory ended, and more may follow. */
  public boolean ranOut() {
    return false;
  }

  /**
   * Goes back to the mark, drops what stands before it, and gets more of the stream into memory.
   *
   * @return false if no more came; then what was there before still is
   */
  public boolean moveOn(Mark mark) {
    return false;
  }

  /** The line on which the value that comes next begins, counted from 1; 0 where there are none. */
  public abstract int line();

  /**
   * The column at which the value that comes next begins, counted from 1 in characters; 0 where
   * there are none.
   */
  public abstract int column();

  /** Fails unless the document is over. */
  public abstract void end();

  /**
   * An error at the value that comes next, or at the one last consumed; if an object or list was
   * left last, at its end.
   */
  public abstract InvalidDocumentException error(String problem);

  /** Fails because a value of another kind was needed here. */
  protected final InvalidDocumentException wrongKind(Kind wanted, String found) {
    return error("must be " + wanted + ", but is " + found);
  }

  /** Fails because a whole number stands there that is too small or too large. */
  protected final InvalidDocumentException notBetween(long min, long max, String found) {
    return error("must be a whole number from " + min + " to " + max + ", but is " + found);
  }

  /** To be called on entering an object. */
  protected final void enterObject() {
    enter();
    namesAt[depth - 1] = null;
    indexAt[depth - 1] = UNKNOWN;
  }

  /** To be called on entering a list. */
  protected final void enterList() {
    enter();
    namesAt[depth - 1] = null;
    indexAt[depth - 1] = -1;
  }

  private void enter() {
    if (depth == indexAt.length) {
      namesAt = Arrays.copyOf(namesAt, 2 * depth);
      indexAt = Arrays.copyOf(indexAt, 2 * depth);
    }
    depth++;
  }

  /** To be called on leaving an object or list. */
  protected final void leave() {
    depth--;
  }

  /** To be called on going back to where so many objects and lists had been entered. */
  protected final void leaveTo(int outerDepth) {
    depth = outerDepth;
  }

  /** The number of the element that the innermost list is at; -1 before the first. */
  protected final int element() {
    return depth == 0 ? -1 : indexAt[depth - 1];
  }

  /** To be called on going back to that element of the innermost list. */
  protected final void atElement(int element) {
    if (depth > 0) {
      indexAt[depth - 1] = element;
    }
  }

  /** How many objects and lists have been entered and not left. */
  protected final int depth() {
    return depth;
  }

  /** To be called on moving to a known field. */
  protected final void atField(Fields known, int field) {
    namesAt[depth - 1] = known;
    indexAt[depth - 1] = field;
  }

  /** To be called on moving to a field by its name: one that is not known, or a key of a map. */
  protected final void atKey(String key) {
    namesAt[depth - 1] = key;
  }

  /** To be called on moving to an element. */
  protected final void atElement() {
    indexAt[depth - 1]++;
  }

  /** An empty list for the keys of one map; what was in it before is gone. */
  final List<String> emptyKeys() {
    keys.clear();
    return keys;
  }

  /** The path from the root to the value that comes next; empty at the root. */
  public final String path() {
    StringBuilder out = new StringBuilder(root);
    for (int i = 0; i < depth; i++) {
      Object names = namesAt[i];
      if (names instanceof Fields known) {
        out.append(out.length() == 0 ? "" : ".").append(known.name(indexAt[i]));
      } else if (names instanceof String key) {
        out.append(out.length() == 0 ? "" : ".").append(Excerpt.text(key, LONGEST_KEY));
      } else if (indexAt[i] >= 0) {
        out.append('[').append(indexAt[i]).append(']');
      }
    }
    return out.toString();
  }
}
