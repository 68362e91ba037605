/**
 * Pod Security Admission as a library: the answers of the API server's own plugin to requests, with
 * values in and values out.
 *
 * <p>{@link io.github.pss4j.admission.PodSecurityAdmission} is the way in. All types but the
 * builders are thread-safe.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-admission/">Pod Security
 *     Admission</a>
 */
@NullMarked
package io.github.pss4j.admission;

import org.jspecify.annotations.NullMarked;
