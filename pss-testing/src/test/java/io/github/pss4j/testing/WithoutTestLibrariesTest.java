package io.github.pss4j.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The assertions need no more than the dependencies that are not optional. */
final class WithoutTestLibrariesTest {
  /** What stands on the class path of somebody who has no test library. */
  private static final Pattern NEEDED =
      Pattern.compile(
          ".*/(pss-(testing|jackson|core|rules|api)[-/].*|pss-(api|rules|core|jackson|testing)/target/classes/?"
              + "|guava-.*|failureaccess-.*|jspecify-.*|jackson-(core|databind|annotations)-.*"
              + "|snakeyaml-.*)");

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry :
        Splitter.on(File.pathSeparatorChar).split(System.getProperty("java.class.path"))) {
      String name = entry.replace(File.separatorChar, '/');
      if (NEEDED.matcher(name).matches() && !name.contains("test-classes")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }

  private static void meets(Class<?> assertions, String manifest) throws Exception {
    Object pods = assertions.getMethod("assertThatManifest", String.class).invoke(null, manifest);
    pods.getClass().getMethod("meets", String.class).invoke(pods, "restricted:v1.35");
  }

  @Test
  void anAssertionPassesAndFails() throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      for (String absent :
          List.of(
              "org.junit.jupiter.api.Test",
              "org.assertj.core.api.Assertions",
              "org.opentest4j.AssertionFailedError",
              "net.jqwik.api.Property")) {
        assertThrows(ClassNotFoundException.class, () -> loader.loadClass(absent));
      }
      Class<?> assertions = loader.loadClass(ManifestAssertions.class.getName());
      assertSame(loader, assertions.getClassLoader());
      meets(assertions, "kind: Pod\nspec: {}\n");
      InvocationTargetException failure =
          assertThrows(
              InvocationTargetException.class,
              () -> meets(assertions, "kind: Pod\nspec: {hostPID: true}\n"));
      assertTrue(
          String.valueOf(failure.getCause())
              .startsWith("java.lang.AssertionError: manifest:1: Pod violates restricted:v1.35\n"),
          String.valueOf(failure.getCause()));

      Object samples =
          loader
              .loadClass(SamplePods.class.getName())
              .getMethod("ofSeed", long.class)
              .invoke(null, 1L);
      assertEquals("SamplePods", samples.getClass().getSimpleName());
    }
  }
}
