/**
 * What a caller names: levels and versions, a policy, and the evaluations that it returns.
 *
 * <p>All types are immutable and thread-safe.
 */
@NullMarked
package io.github.pss4j;

import org.jspecify.annotations.NullMarked;
