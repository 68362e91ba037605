package org.example.operator;

/**
 * What a user asks for, as the custom resource says it.
 *
 * @param debug whether a container that sees the processes of the node is wanted
 */
public record Website(String namespace, String name, String image, boolean debug) {}
