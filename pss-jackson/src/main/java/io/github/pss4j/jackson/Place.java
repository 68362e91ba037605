package io.github.pss4j.jackson;

/**
 * Where a field stands in the text of its object. Immutable.
 *
 * @param line the line on which its value begins, counted from 1
 * @param column the column at which its value begins, counted from 1 in characters as an editor
 *     counts them
 * @param found false if the field is absent; then the place is that of the nearest object or list
 *     around it
 */
public record Place(int line, int column, boolean found) {}
