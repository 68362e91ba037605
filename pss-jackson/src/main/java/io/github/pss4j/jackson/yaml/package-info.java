/**
 * YAML as {@code kubectl} reads it: a stream is cut into documents, a document becomes a tree of
 * nodes, and a cursor moves through the tree. Not exported.
 */
@NullMarked
package io.github.pss4j.jackson.yaml;

import org.jspecify.annotations.NullMarked;
