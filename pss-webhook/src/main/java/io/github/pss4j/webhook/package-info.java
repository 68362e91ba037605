/**
 * Pod Security Admission as a webhook of a Kubernetes API server: {@link
 * io.github.pss4j.webhook.PodSecurityWebhook}.
 */
@NullMarked
package io.github.pss4j.webhook;

import org.jspecify.annotations.NullMarked;
