/**
 * Pod Security in unit tests of deployment code.
 *
 * <p>{@link io.github.pss4j.testing.ManifestAssertions} is the way in and needs no test library.
 * {@link io.github.pss4j.testing.PodSecurity} and {@link io.github.pss4j.testing.PodSecurityTests}
 * are for those who have JUnit Jupiter, {@link io.github.pss4j.testing.PodSecurityAssertions} is
 * for those who have AssertJ. {@link io.github.pss4j.testing.SamplePods} makes pods for property
 * tests.
 */
@NullMarked
package io.github.pss4j.testing;

import org.jspecify.annotations.NullMarked;
