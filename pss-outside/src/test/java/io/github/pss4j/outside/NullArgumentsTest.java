package io.github.pss4j.outside;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.module.ModuleReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever passes null where a value belongs is told the name of the parameter: it is the message of
 * the exception, or Java's own words say which variable is null.
 */
final class NullArgumentsTest {
  /** What callers implement; their arguments come from us. */
  private static final Set<String> IMPLEMENTED_BY_CALLERS =
      Set.of(
          "io.github.pss4j.Check",
          "io.github.pss4j.Remedy$Change",
          "io.github.pss4j.admission.AdmissionListener",
          "io.github.pss4j.admission.AdmissionObject$Template",
          "io.github.pss4j.admission.NamespaceGetter",
          "io.github.pss4j.admission.PodLister",
          "io.github.pss4j.jackson.ManifestHandler");

  static Stream<ModuleReference> modules() {
    return ModulePath.ours();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void areNamed(ModuleReference module) throws Exception {
    List<String> unnamed = new ArrayList<>();
    int parameters = 0;
    for (Class<?> type : published(module)) {
      for (Executable method : methods(type)) {
        for (int i = 0; i < method.getParameterCount(); i++) {
          if (takesNoNull(method, i)) {
            parameters++;
            String problem = callWithNull(method, i);
            if (!problem.isEmpty()) {
              unnamed.add(method + ": " + problem);
            }
          }
        }
      }
    }
    assertEquals("", String.join("\n", unnamed));
    assertTrue(parameters > 0);
  }

  private static List<Class<?>> published(ModuleReference module) throws ClassNotFoundException {
    List<Class<?>> published = new ArrayList<>();
    for (String packageName : module.descriptor().packages()) {
      if (ModulePath.isOpen(module.descriptor(), packageName)) {
        for (String name : ModulePath.classesIn(module, packageName)) {
          Class<?> type = Class.forName(name);
          if (isPublic(type) && !IMPLEMENTED_BY_CALLERS.contains(name)) {
            published.add(type);
          }
        }
      }
    }
    return published;
  }

  private static boolean isPublic(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
  }

  private static List<Executable> methods(Class<?> type) {
    return Stream.<Executable>concat(
            Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .filter(method -> !method.getName().equals("equals"))
        .filter(method -> !(type.isEnum() && method.getName().equals("valueOf")))
        .toList();
  }

  private static boolean takesNoNull(Executable method, int index) {
    return !method.getParameterTypes()[index].isPrimitive()
        && !method.getAnnotatedParameterTypes()[index].isAnnotationPresent(Nullable.class);
  }

  /** What is wrong with the answer to a null; empty if it is right. */
  private static String callWithNull(Executable method, int index) throws Exception {
    Parameter[] parameters = method.getParameters();
    @Nullable Object[] arguments = new @Nullable Object[parameters.length];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = i == index ? null : Samples.of(parameters[i].getType());
    }
    String name = parameters[index].getName();
    try {
      if (method instanceof Constructor<?> constructor) {
        constructor.newInstance(arguments);
      } else if (method instanceof Method called) {
        called.invoke(
            Modifier.isStatic(called.getModifiers())
                ? null
                : Samples.of(called.getDeclaringClass()),
            arguments);
      }
      return name + " may be null";
    } catch (InvocationTargetException e) {
      Throwable thrown = requireNonNull(e.getCause());
      String message = String.valueOf(thrown.getMessage());
      return thrown instanceof NullPointerException
              && (message.equals(name) || message.contains("\"" + name + "\" is null"))
          ? ""
          : name + " is answered with " + thrown;
    }
  }
}
