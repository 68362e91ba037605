package io.github.pss4j.kubernetesclient;

import com.google.common.collect.ImmutableMap;
import io.github.pss4j.FieldPath;
import io.github.pss4j.model.ObjectMeta;
import io.github.pss4j.model.OwnerReference;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1OwnerReference;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What objects are called and belong to. */
final class Metadata {
  private static final OwnerReference EMPTY_OWNER = OwnerReference.builder().build();

  private Metadata() {}

  static ObjectMeta of(@Nullable V1ObjectMeta metadata, FieldPath at) {
    if (metadata == null) {
      return ObjectMeta.empty();
    }
    return ObjectMeta.builder()
        .name(metadata.getName())
        .generateName(metadata.getGenerateName())
        .namespace(metadata.getNamespace())
        .uid(metadata.getUid())
        .labels(strings(metadata.getLabels(), at, "labels"))
        .annotations(strings(metadata.getAnnotations(), at, "annotations"))
        .ownerReferences(Elements.of(metadata.getOwnerReferences(), EMPTY_OWNER, Metadata::owner))
        .build();
  }

  private static OwnerReference owner(V1OwnerReference owner) {
    return OwnerReference.builder()
        .apiVersion(owner.getApiVersion())
        .kind(owner.getKind())
        .name(owner.getName())
        .uid(owner.getUid())
        .controller(owner.getController())
        .build();
  }

  private static ImmutableMap<String, String> strings(
      @Nullable Map<String, String> strings, FieldPath parent, String field) {
    if (strings == null || strings.isEmpty()) {
      return ImmutableMap.of();
    }
    ImmutableMap.Builder<String, String> result =
        ImmutableMap.builderWithExpectedSize(strings.size());
    for (Map.Entry<String, String> entry : strings.entrySet()) {
      if (entry.getKey() == null) {
        throw new IllegalArgumentException(
            parent.field(field) + ": has a key that is null; must have strings as keys");
      }
      result.put(entry.getKey(), entry.getValue() == null ? "" : entry.getValue());
    }
    return result.buildOrThrow();
  }
}
