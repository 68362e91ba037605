@NullMarked
package io.github.pss4j.cli;

import org.jspecify.annotations.NullMarked;
