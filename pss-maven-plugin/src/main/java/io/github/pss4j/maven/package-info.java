/** The Maven plugin: its goal {@code check} is {@code pss check} in a build. */
@NullMarked
package io.github.pss4j.maven;

import org.jspecify.annotations.NullMarked;
