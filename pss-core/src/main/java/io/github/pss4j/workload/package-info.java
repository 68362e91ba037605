/**
 * Objects that bear pods: the kinds that there are, where in them the pod stands, and what the API
 * server fills in before it judges.
 *
 * <p>All types are immutable and thread-safe.
 */
@NullMarked
package io.github.pss4j.workload;

import org.jspecify.annotations.NullMarked;
