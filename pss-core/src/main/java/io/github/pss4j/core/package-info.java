@NullMarked
package io.github.pss4j.core;

import org.jspecify.annotations.NullMarked;
