package io.github.pss4j.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Strings;
import com.google.common.collect.Lists;
import com.google.errorprone.annotations.CheckReturnValue;
import io.github.pss4j.model.Pod;
import io.github.pss4j.workload.PodBearer;
import io.github.pss4j.workload.PodBearingKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Assertions about manifests and pods for unit tests; no test library is needed. Stateless and
 * thread-safe.
 *
 * <pre>{@code
 * assertThatManifests("k8s/").meets("restricted:v1.35");
 * assertThatPod(pod).meets(Level.BASELINE, Version.latest());
 * }</pre>
 *
 * <p>Manifests are read as {@code kubectl} reads them, and objects are judged as the API server
 * judges them once it has filled in its defaults. Objects without a pod are passed over. An
 * assertion fails if it finds no object with a pod, if a document cannot be read, and if something
 * looks like a pod in an object of an unknown kind: whatever was not judged was not found right.
 */
@CheckReturnValue
public final class ManifestAssertions {
  private ManifestAssertions() {}

  /**
   * Begins an assertion about manifests.
   *
   * @param first a file; a directory, of which all files that end with {@code .yaml}, {@code .yml}
   *     or {@code .json} are read, and of those below it; a pattern of these, as {@code
   *     k8s/**}{@code /*-deployment.yaml}; or a file or directory on the class path, as {@code
   *     classpath:k8s/}. Paths are relative to the working directory, which is that of the module
   *     in Maven and Gradle
   * @param more more of them; an assertion fails for each in which it finds no file
   */
  public static ManifestAssertion assertThatManifests(String first, String... more) {
    requireNonNull(first, "first");
    requireNonNull(more, "more");
    List<String> places = Lists.asList(first, more);
    ManifestSet.Builder set = new ManifestSet.Builder();
    for (String place : places) {
      if (place.indexOf('\n') >= 0) {
        throw new IllegalArgumentException(
            "\"%s\" must be a path or a pattern; assertThatManifest takes a manifest itself"
                .formatted(Words.cut(place, 40)));
      }
      set.add(place, () -> ManifestFiles.at(place));
    }
    return new ManifestAssertion(set.build(String.join(", ", places)));
  }

  /**
   * The same for paths.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static ManifestAssertion assertThatManifests(Path... paths) {
    requireNonNull(paths, "paths");
    if (paths.length == 0) {
      throw new IllegalArgumentException("at least one file or directory must be given");
    }
    ManifestSet.Builder set = new ManifestSet.Builder();
    for (Path path : paths) {
      set.add(path.toString(), () -> ManifestFiles.at(path));
    }
    String where = Arrays.stream(paths).map(Path::toString).collect(Collectors.joining(", "));
    return new ManifestAssertion(set.build(where));
  }

  /**
   * Begins an assertion about the manifests that a stream has, such as the output of {@code helm
   * template}.
   *
   * @param manifests YAML or JSON in UTF-8; read to its end, and not closed
   * @param name what to call them in failures
   * @throws IOException if the stream does
   */
  public static ManifestAssertion assertThatManifests(InputStream manifests, String name)
      throws IOException {
    return read(manifests.readAllBytes(), requireNonNull(name, "name"));
  }

  /** Begins an assertion about a manifest that is given as text, in YAML or JSON. */
  public static ManifestAssertion assertThatManifest(String manifest) {
    return read(manifest.getBytes(UTF_8), "manifest");
  }

  private static ManifestAssertion read(byte[] manifest, String name) {
    return new ManifestAssertion(new ManifestSet.Builder().add(manifest, name).build(name));
  }

  /** Begins an assertion about a pod. */
  public static ManifestAssertion assertThatPod(Pod pod) {
    return assertThatPod(
        new PodBearer(
            PodBearingKind.pod(),
            Strings.nullToEmpty(pod.metadata().namespace()),
            Strings.nullToEmpty(
                pod.metadata().name() == null
                    ? pod.metadata().generateName()
                    : pod.metadata().name()),
            pod));
  }

  /** Begins an assertion about an object that bears a pod, whatever it was made from. */
  public static ManifestAssertion assertThatPod(PodBearer bearer) {
    return new ManifestAssertion(ManifestSet.of(requireNonNull(bearer, "bearer")));
  }
}
