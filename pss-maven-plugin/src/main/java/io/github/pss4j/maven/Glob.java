package io.github.pss4j.maven;

import static java.util.Comparator.comparing;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The files and directories that a pattern matches. Within a name are {@code *}, {@code ?}, {@code
 * [a-z]} and {@code {a,b}}, as in a shell; {@code **} as a name of its own stands for any number of
 * directories, also none. Links are followed, but never back into a directory that is being walked;
 * a name that begins with a dot is matched only by one that does.
 */
final class Glob {
  private static final CharMatcher SPECIAL = CharMatcher.anyOf("*?[{");
  private static final String ANY_DIRECTORIES = "**";

  /** One for each name of the pattern from the first with a special character on. */
  private final List<Name> names = new ArrayList<>();

  private final Set<Path> found = new LinkedHashSet<>();
  private final Map<Path, IOException> unreadable = new LinkedHashMap<>();

  /** The directories that {@code **} has led into, without links. */
  private final Deque<Path> walked = new ArrayDeque<>();

  /**
   * A name in a pattern.
   *
   * @param matcher null for any directories
   */
  private record Name(String text, @Nullable PathMatcher matcher) {
    static Name of(String text) {
      return new Name(
          text,
          text.equals(ANY_DIRECTORIES)
              ? null
              : FileSystems.getDefault().getPathMatcher("glob:" + text));
    }

    boolean matches(Path name) {
      return matcher != null && matcher.matches(name) && isHidden(name) == text.startsWith(".");
    }
  }

  private Glob() {}

  /**
   * Looks for what a pattern matches.
   *
   * @param base what it is relative to
   * @throws PatternSyntaxException if it is no pattern
   */
  static Glob find(Path base, String pattern) {
    Glob glob = new Glob();
    int special = SPECIAL.indexIn(pattern);
    int start = pattern.lastIndexOf('/', special) + 1;
    String last = "";
    for (String name : Splitter.on('/').omitEmptyStrings().split(pattern.substring(start))) {
      // Any directories below any directories are any directories.
      if (!(name.equals(ANY_DIRECTORIES) && name.equals(last))) {
        glob.names.add(Name.of(name));
      }
      last = name;
    }
    glob.expand(base.resolve(pattern.substring(0, start)), 0);
    return glob;
  }

  /** Whether a text has any of the special characters. */
  static boolean isGlob(String text) {
    return SPECIAL.matchesAnyOf(text);
  }

  /** The files and directories that match, each once, in the order of their names. */
  List<Path> found() {
    return List.copyOf(found);
  }

  /** The directories that could not be read. */
  Map<Path, IOException> unreadable() {
    return unreadable;
  }

  private void expand(Path directory, int next) {
    if (names.get(next).matcher() == null) {
      expandAtAnyDepth(directory, next);
      return;
    }
    for (Path entry : entries(directory)) {
      if (names.get(next).matches(entry.getFileName())) {
        if (next == names.size() - 1) {
          found.add(entry);
        } else if (Files.isDirectory(entry)) {
          expand(entry, next + 1);
        }
      }
    }
  }

  private void expandAtAnyDepth(Path directory, int next) {
    if (next == names.size() - 1) {
      found.add(directory);
      return;
    }
    try {
      Path real = directory.toRealPath();
      if (walked.contains(real)) {
        return;
      }
      walked.push(real);
    } catch (IOException e) {
      unreadable.put(directory, e);
      return;
    }
    expand(directory, next + 1);
    for (Path entry : entries(directory)) {
      if (Files.isDirectory(entry) && !isHidden(entry.getFileName())) {
        expandAtAnyDepth(entry, next);
      }
    }
    walked.pop();
  }

  private List<Path> entries(Path directory) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(entries::add);
    } catch (IOException e) {
      unreadable.put(directory, e);
    }
    entries.sort(comparing(Path::toString));
    return entries;
  }

  private static boolean isHidden(Path name) {
    return name.toString().startsWith(".");
  }
}
