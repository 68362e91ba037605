/**
 * Levels and versions, policies and the evaluations that they return, and the rules that policies
 * are made of.
 *
 * <p>All types are immutable and thread-safe.
 */
@NullMarked
package io.github.pss4j;

import org.jspecify.annotations.NullMarked;
