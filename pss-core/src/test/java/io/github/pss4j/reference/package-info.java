/** A second opinion, and pods to ask it about. Other modules test with them too. */
@NullMarked
package io.github.pss4j.reference;

import org.jspecify.annotations.NullMarked;
