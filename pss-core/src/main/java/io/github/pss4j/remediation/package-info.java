/** How a pod can be made to meet a level: what to change in it, and what a person must decide. */
@NullMarked
package io.github.pss4j.remediation;

import org.jspecify.annotations.NullMarked;
