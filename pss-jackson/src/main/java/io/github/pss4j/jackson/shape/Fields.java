package io.github.pss4j.jackson.shape;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;

/**
 * The names of an object's known fields, each with a number: its place in the order given. They are
 * found by their bytes, without making a string of them.
 */
public final class Fields {
  /** No field is known, as in a map. */
  public static final Fields NONE = new Fields();

  /** As many as fit a bit set in which a reader marks the fields that it has seen. */
  private static final int MAXIMUM = 64;

  private final List<String> names;
  private final byte[][] bytes;
  private final byte[] table;

  private Fields(String... names) {
    checkArgument(names.length <= MAXIMUM, "at most %s fields", MAXIMUM);
    this.names = List.of(names);
    this.bytes = new byte[names.length][];
    this.table = new byte[4 * Integer.highestOneBit(Math.max(1, names.length))];
    Arrays.fill(table, (byte) -1);
    for (int i = 0; i < names.length; i++) {
      bytes[i] = names[i].getBytes(UTF_8);
      int slot = slot(bytes[i], 0, bytes[i].length);
      while (table[slot] >= 0) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = (byte) i;
    }
  }

  public static Fields of(String... names) {
    return new Fields(names);
  }

  public String name(int field) {
    return names.get(field);
  }

  /** The number of the field with that name, or -1. */
  public int indexOf(String name) {
    return names.indexOf(name);
  }

  /** The number of the field whose name stands at that place of a buffer, or -1. */
  public int indexOf(byte[] buffer, int start, int end) {
    if (start == end) {
      return -1;
    }
    for (int slot = slot(buffer, start, end); ; slot = (slot + 1) & (table.length - 1)) {
      int field = table[slot];
      if (field < 0) {
        return -1;
      }
      byte[] name = bytes[field];
      if (Arrays.equals(name, 0, name.length, buffer, start, end)) {
        return field;
      }
    }
  }

  private int slot(byte[] buffer, int start, int end) {
    int middle = buffer[(start + end) >>> 1];
    int hash = buffer[start] * 31 + buffer[end - 1] * 7 + middle * 13 + (end - start);
    return (hash ^ hash >>> 4) & (table.length - 1);
  }
}
