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

  public abstract @Nullable String name();

  /** The prefix of the name that the API server generates. */
  public abstract @Nullable String generateName();

  public abstract @Nullable String namespace();

  public abstract @Nullable String uid();

  public abstract ImmutableMap<String, String> labels();

  public abstract ImmutableMap<String, String> annotations();

  /** The annotations as a list, to go through by index without allocating an iterator. */
  @Value.Derived
  @Value.Auxiliary
  public ImmutableList<Map.Entry<String, String>> annotationList() {
    return annotations().entrySet().asList();
  }

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
