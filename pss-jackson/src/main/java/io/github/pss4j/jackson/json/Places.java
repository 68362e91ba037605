package io.github.pss4j.jackson.json;

/**
 * Tells the line and column of each byte of a text, both counted from 1; 0 where there are none.
 */
interface Places {
  /** The line of the byte at that index. */
  int line(int index);

  /** The column of the byte at that index, in characters as an editor counts them. */
  int column(int index);

  /** The same for the part that begins at that index, whose reader counts on its own. */
  Places from(int index);
}
