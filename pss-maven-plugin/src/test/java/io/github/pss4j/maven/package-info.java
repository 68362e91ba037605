@NullMarked
package io.github.pss4j.maven;

import org.jspecify.annotations.NullMarked;
