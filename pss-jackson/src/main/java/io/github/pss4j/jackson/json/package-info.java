/**
 * JSON as the cluster's own decoder reads it: one grammar over bytes in memory, and a cursor that
 * moves by it. Not exported.
 */
@NullMarked
package io.github.pss4j.jackson.json;

import org.jspecify.annotations.NullMarked;
