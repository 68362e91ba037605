/**
 * A pod as the Pod Security Standards see it. Types and fields have the names of the Kubernetes
 * API.
 *
 * <p>All types are immutable and thread-safe. An absent scalar or object is null, an absent list or
 * map is empty.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/">the
 *     Pod API</a>
 */
@NullMarked
@ModelStyle
package io.github.pss4j.model;

import org.jspecify.annotations.NullMarked;
