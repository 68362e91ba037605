/**
 * Whether bytes that nobody meant to write are read wrongly: one fuzz test for each family of entry
 * points. Each runs over its kept documents in every build, and for as long as it is told to when
 * it is asked to look for new ones: see {@code docs/testing.md}.
 */
package io.github.pss4j.jackson.fuzz;
