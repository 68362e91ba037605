/**
 * What the Pod Security Standards say: one file for each control, its whole history in it, and
 * {@link io.github.pss4j.rules.StandardRules}, which lists them.
 */
@NullMarked
package io.github.pss4j.rules;

import org.jspecify.annotations.NullMarked;
