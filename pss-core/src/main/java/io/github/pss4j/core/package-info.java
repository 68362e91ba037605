/**
 * How it is decided: {@link io.github.pss4j.core.PodSecurity}, the way in, and the compiled rule
 * table behind it.
 */
@NullMarked
package io.github.pss4j.core;

import org.jspecify.annotations.NullMarked;
