/**
 * Which fields are read, and how: one shape for each kind of object, whatever the syntax it is
 * written in. Shapes read through a {@link io.github.pss4j.jackson.shape.Cursor}, of which there is
 * one for JSON and one for YAML. Not exported.
 */
@NullMarked
package io.github.pss4j.jackson.shape;

import org.jspecify.annotations.NullMarked;
