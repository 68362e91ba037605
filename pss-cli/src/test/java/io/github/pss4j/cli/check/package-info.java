@NullMarked
package io.github.pss4j.cli.check;

import org.jspecify.annotations.NullMarked;
