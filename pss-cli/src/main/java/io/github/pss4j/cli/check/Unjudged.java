package io.github.pss4j.cli.check;

import io.github.pss4j.workload.GroupKind;

/**
 * What was not judged, though it looks like a pod, since its kind is not known.
 *
 * @param line the line on which it begins, counted from 1
 * @param path where in the object it stands
 */
public record Unjudged(String file, int line, GroupKind kind, String path) {}
