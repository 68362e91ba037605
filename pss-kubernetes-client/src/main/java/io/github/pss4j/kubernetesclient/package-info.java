/**
 * The objects of the official Kubernetes client for Java to the model. Nothing is written as JSON
 * in between.
 *
 * @see <a href="https://github.com/kubernetes-client/java">the official Kubernetes client</a>
 */
@NullMarked
package io.github.pss4j.kubernetesclient;

import org.jspecify.annotations.NullMarked;
