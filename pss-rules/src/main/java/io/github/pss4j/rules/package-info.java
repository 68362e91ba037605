/**
 * What the Pod Security Standards say: one file for each control, its whole history in it, and
 * {@link io.github.pss4j.rules.StandardRules}, which lists them.
 *
 * <p>The Javadoc of a control says what is forbidden, which fields it restricts and which values it
 * allows, as the page of the standards does; {@code containers[*]} stands for the init, regular and
 * ephemeral containers. A last line says in which order the API server names offenders.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security
 *     Standards</a>
 */
@NullMarked
package io.github.pss4j.rules;

import org.jspecify.annotations.NullMarked;
