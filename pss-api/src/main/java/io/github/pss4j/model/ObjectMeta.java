package io.github.pss4j.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** The metadata of a pod. */
@Value.Immutable
public abstract class ObjectMeta {
  ObjectMeta() {}

  /** The name, unique among the pods of a namespace. */
  public abstract @Nullable String name();

  /** The prefix of the name that the API server generates. */
  public abstract @Nullable String generateName();

  /** The namespace that the pod is in. */
  public abstract @Nullable String namespace();

  /** The id that the API server gave the pod, never used again. */
  public abstract @Nullable String uid();

  /** The labels, by which pods are selected. */
  public abstract ImmutableMap<String, String> labels();

  /** The annotations; older releases have the profiles of seccomp and AppArmor in them. */
  public abstract ImmutableMap<String, String> annotations();

  /** The annotations as a list, to go through by index without allocating an iterator. */
  @Value.Derived
  @Value.Auxiliary
  public ImmutableList<Map.Entry<String, String>> annotationList() {
    return annotations().entrySet().asList();
  }

  /** The objects that the pod belongs to. */
  public abstract ImmutableList<OwnerReference> ownerReferences();

  /** Metadata without any field. */
  public static ObjectMeta empty() {
    return Empty.METADATA;
  }

  private static final class Empty {
    static final ObjectMeta METADATA = builder().build();
  }

  /** A new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds an {@link ObjectMeta}; not thread-safe. */
  public static final class Builder extends ImmutableObjectMeta.Builder {
    Builder() {}
  }
}
