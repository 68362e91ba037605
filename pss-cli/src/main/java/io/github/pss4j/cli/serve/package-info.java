/** {@code pss serve}: Pod Security Admission as a webhook of a Kubernetes API server. */
@NullMarked
package io.github.pss4j.cli.serve;

import org.jspecify.annotations.NullMarked;
