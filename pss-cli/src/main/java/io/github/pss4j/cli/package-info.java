/** The command line, {@code pss}: what the library knows, in a terminal or a pipeline. */
@NullMarked
package io.github.pss4j.cli;

import org.jspecify.annotations.NullMarked;
