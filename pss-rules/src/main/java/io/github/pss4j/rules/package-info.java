@NullMarked
package io.github.pss4j.rules;

import org.jspecify.annotations.NullMarked;
