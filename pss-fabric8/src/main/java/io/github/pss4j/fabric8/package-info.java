/**
 * The objects of fabric8's Kubernetes client to the model. Nothing is written as JSON in between.
 *
 * @see <a href="https://github.com/fabric8io/kubernetes-client">fabric8's Kubernetes client</a>
 */
@NullMarked
package io.github.pss4j.fabric8;

import org.jspecify.annotations.NullMarked;
