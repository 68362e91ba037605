package io.github.pss4j.reference;

import com.google.common.collect.ImmutableMap;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.VolumeSource;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A pod in which each accessor of each type of the model, found by reflection, has a value of its
 * own: whoever reads it back whole has forgotten no field.
 */
public final class WholePod {
  /** What is made of other fields. */
  private static final Set<String> DERIVED = Set.of("allContainers", "annotationList");

  private WholePod() {}

  /**
   * The pod as the JSON that would say it: maps, lists and scalars, in which all can be changed.
   */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> tree() {
    return (Map<String, Object>) sample(Pod.class, "");
  }

  /** The fields of a type of the model. */
  public static List<Method> accessors(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(it -> Modifier.isPublic(it.getModifiers()) && !Modifier.isStatic(it.getModifiers()))
        .filter(it -> it.getParameterCount() == 0 && !DERIVED.contains(it.getName()))
        .filter(it -> !it.isSynthetic())
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }

  /** Whether the model has that type, and it has fields. */
  public static boolean isModel(Class<?> type) {
    return type.getPackage().equals(Pod.class.getPackage()) && !type.isEnum();
  }

  /** A value of that type, unlike any other in the pod as far as the type allows. */
  private static Object sample(Type type, String path) {
    if (type instanceof ParameterizedType generic) {
      if (generic.getRawType().equals(ImmutableMap.class)) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("key of " + path, path);
        map.put("another/key~of " + path, "");
        return map;
      }
      List<Object> list = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        list.add(sample(generic.getActualTypeArguments()[0], path + "[" + i + "]"));
      }
      return list;
    }
    Class<?> simple = (Class<?>) type;
    if (simple.equals(String.class)) {
      return path;
    }
    if (simple.equals(Boolean.class)) {
      return true;
    }
    if (simple.equals(Long.class)) {
      return 1L << 40 | path.hashCode();
    }
    if (simple.equals(Integer.class)) {
      return path.hashCode();
    }
    if (!isModel(simple)) {
      throw new AssertionError("how is a " + type + " written?");
    }
    Map<String, Object> object = new LinkedHashMap<>();
    for (Method accessor : accessors(simple)) {
      if (accessor.getGenericReturnType().getTypeName().contains("VolumeSource")) {
        for (VolumeSource source : VolumeSource.values()) {
          object.put(source.field(), new LinkedHashMap<>());
        }
      } else {
        String field = accessor.getName();
        object.put(
            field,
            sample(accessor.getGenericReturnType(), path.isEmpty() ? field : path + "." + field));
      }
    }
    return object;
  }
}
