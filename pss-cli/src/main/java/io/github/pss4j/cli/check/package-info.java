/**
 * A check of manifests, for whoever offers one: {@code pss check} and the Maven plugin.
 *
 * <p>A {@link io.github.pss4j.cli.check.ManifestCheck} judges what it is given and tells a {@link
 * io.github.pss4j.cli.check.Report}; its {@link io.github.pss4j.cli.check.Summary} has the outcome.
 */
@NullMarked
package io.github.pss4j.cli.check;

import org.jspecify.annotations.NullMarked;
