package io.github.pss4j.testing;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.LevelVersion;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A test of one object, or of what else an assertion looks at. Immutable.
 *
 * @param name what it is called, which no other test of the same assertion is
 * @param source the file and line that it is about; null where there is none
 * @param pods what it is about
 * @param check throws an {@link AssertionError} if the test fails
 */
record ObjectTest(String name, @Nullable URI source, ManifestAssertion pods, Runnable check) {
  /** One test for each object, each problem and each exception. */
  static ImmutableList<ObjectTest> of(ManifestAssertion pods, LevelVersion levelVersion) {
    ImmutableList.Builder<ObjectTest> tests = ImmutableList.builder();
    tests.addAll(forEach(pods, one -> one.meetsWithAnyException(levelVersion)));
    if (pods.set().problems().isEmpty()) {
      pods.exceptions()
          .forEach(
              (control, reason) ->
                  tests.add(
                      new ObjectTest(
                          "the exception for " + control + " is needed: " + Words.cut(reason, 60),
                          null,
                          pods,
                          () -> pods.needsException(control, levelVersion))));
    }
    return tests.build();
  }

  /** One test for each object and each problem. */
  static ImmutableList<ObjectTest> forEach(
      ManifestAssertion pods, Consumer<ManifestAssertion> assertion) {
    ImmutableList.Builder<ObjectTest> tests = ImmutableList.builder();
    Map<String, Integer> names = new HashMap<>();
    for (Candidate object : pods.set().objects()) {
      ManifestAssertion one = pods.only(object);
      int sameName = names.merge(object.name(), 1, Integer::sum);
      tests.add(
          new ObjectTest(
              object.name() + (sameName == 1 ? "" : " (" + sameName + ")"),
              object.source() == null
                  ? null
                  : uri(object.source().workload().file(), object.source().workload().line()),
              one,
              () -> assertion.accept(one)));
    }
    int number = 0;
    for (Problem problem : pods.set().problems()) {
      number++;
      String where = problem.file().isEmpty() ? "" : " in " + problem.file();
      tests.add(
          new ObjectTest(
              "problem " + number + Words.visible(where),
              uri(problem.file(), problem.line()),
              pods,
              () -> new FailureReport(1).problems(ImmutableList.of(problem)).failIfAny("")));
    }
    return tests.build();
  }

  private static @Nullable URI uri(String file, int line) {
    Path path;
    try {
      path = Path.of(file);
    } catch (InvalidPathException e) {
      // It is what a caller called a stream.
      return null;
    }
    if (!Files.isRegularFile(path)) {
      return null;
    }
    return line > 0 ? URI.create(path.toUri() + "?line=" + line) : path.toUri();
  }
}
