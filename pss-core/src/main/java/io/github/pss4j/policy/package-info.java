/**
 * How pods are judged: {@link io.github.pss4j.policy.PodSecurity}, the way in, and the compiled
 * rule table behind it.
 */
@NullMarked
package io.github.pss4j.policy;

import org.jspecify.annotations.NullMarked;
