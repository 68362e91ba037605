/** What is published, as a stranger finds it. */
@NullMarked
package io.github.pss4j.outside;

import org.jspecify.annotations.NullMarked;
