/** How fast: JMH benchmarks, and the floors to compare them with. */
@NullMarked
package io.github.pss4j.benchmarks;

import org.jspecify.annotations.NullMarked;
