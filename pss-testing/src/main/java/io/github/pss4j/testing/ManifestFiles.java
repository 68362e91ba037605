package io.github.pss4j.testing;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds manifests: a file, or in a directory and those below it the files that end with {@code
 * .yaml}, {@code .yml} or {@code .json}, sorted by name. Hidden directories are left out; symbolic
 * links are followed, but not in circles.
 */
final class ManifestFiles {
  private static final String CLASS_PATH = "classpath:";

  private ManifestFiles() {}

  /**
   * The manifests at a place: a path, a pattern of paths, or a path in the class path.
   *
   * @throws NotFoundException if there is none
   */
  static List<Path> at(String place) throws IOException {
    if (place.startsWith(CLASS_PATH)) {
      return at(onClassPath(place.substring(CLASS_PATH.length())));
    }
    return isPattern(place) && !exists(place) ? matching(place) : at(Path.of(place));
  }

  /** What is wrong where no manifest is found, in words. */
  static final class NotFoundException extends IOException {
    private static final long serialVersionUID = 1L;

    NotFoundException(String message) {
      super(message);
    }
  }

  /** The manifests in a directory, or the file itself. */
  static List<Path> at(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NotFoundException(
          "%s does not exist (looked for in %s)".formatted(path, Path.of("").toAbsolutePath()));
    }
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    Set<Path> found = new TreeSet<>();
    addManifests(path, found);
    if (found.isEmpty()) {
      throw new NotFoundException(
          "the directory %s has no file that ends with .yaml, .yml or .json".formatted(path));
    }
    return List.copyOf(found);
  }

  private static Path onClassPath(String name) throws IOException {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    if (loader == null) {
      loader = ClassLoader.getSystemClassLoader();
    }
    URL url = loader.getResource(name);
    if (url == null) {
      throw new NotFoundException("the class path has no \"" + name + "\"");
    }
    if (!url.getProtocol().equals("file")) {
      throw new NotFoundException(
          "\"%s\" must be a file or directory, but is inside of an archive: %s"
              .formatted(name, url));
    }
    try {
      return Path.of(new URI(url.toString()));
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static boolean isPattern(String place) {
    return place.chars().anyMatch(c -> "*?{[".indexOf(c) >= 0);
  }

  private static boolean exists(String place) {
    // On Windows a path cannot have a star.
    return place.indexOf('*') < 0 && new File(place).exists();
  }

  /** The files that match a pattern, and the manifests in the directories that do. */
  private static List<Path> matching(String pattern) throws IOException {
    Set<Path> found = new TreeSet<>();
    Path start = start(pattern);
    if (Files.isDirectory(start)) {
      Predicate<String> matches = Pattern.compile(regex(pattern)).asMatchPredicate();
      walk(
          start,
          new Visitor() {
            @Override
            FileVisitResult directory(Path directory) throws IOException {
              if (!matches.test(withSlashes(directory))) {
                return FileVisitResult.CONTINUE;
              }
              addManifests(directory, found);
              return FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            void file(Path file) {
              if (matches.test(withSlashes(file))) {
                found.add(file);
              }
            }
          });
    }
    if (found.isEmpty()) {
      throw new NotFoundException(
          "no file matches %s (looked for in %s)".formatted(pattern, start.toAbsolutePath()));
    }
    return List.copyOf(found);
  }

  /** The directory in front of the first part of a pattern that is no plain name. */
  private static Path start(String pattern) {
    String plain = Pattern.compile("[*?{\\[]").split(pattern, 2)[0];
    int slash = plain.lastIndexOf('/');
    return Path.of(slash < 0 ? "" : plain.substring(0, slash + 1));
  }

  private static String withSlashes(Path path) {
    return path.toString().replace(File.separatorChar, '/');
  }

  /** A regular expression for a pattern in which {@code **} stands for any directories, or none. */
  private static String regex(String pattern) {
    StringBuilder out = new StringBuilder();
    int inBraces = 0;
    String rest = pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern;
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (rest.startsWith("**/", i)) {
        out.append("(?:.*/)?");
        i += 2;
      } else if (rest.startsWith("**", i)) {
        out.append(".*");
        i++;
      } else if (c == '*') {
        out.append("[^/]*");
      } else if (c == '?') {
        out.append("[^/]");
      } else if (c == '{') {
        out.append("(?:");
        inBraces++;
      } else if (c == '}' && inBraces > 0) {
        out.append(')');
        inBraces--;
      } else if (c == ',' && inBraces > 0) {
        out.append('|');
      } else if (c == '[' && rest.indexOf(']', i) > 0) {
        int end = rest.indexOf(']', i);
        String set = rest.substring(i + 1, end).replace("\\", "\\\\").replace("[", "\\[");
        out.append('[').append(set.startsWith("!") ? "^" + set.substring(1) : set).append(']');
        i = end;
      } else {
        out.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return out.append(")".repeat(inBraces)).toString();
  }

  private static void addManifests(Path directory, Set<Path> found) throws IOException {
    walk(
        directory,
        new Visitor() {
          @Override
          FileVisitResult directory(Path below) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          void file(Path file) {
            String name = String.valueOf(file.getFileName());
            if (Stream.of(".yaml", ".yml", ".json").anyMatch(name::endsWith)) {
              found.add(file);
            }
          }
        });
  }

  private static void walk(Path start, Visitor visitor) throws IOException {
    visitor.start = start;
    Files.walkFileTree(start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
  }

  /** Is told each file and directory, but for hidden directories. */
  private abstract static class Visitor extends SimpleFileVisitor<Path> {
    private Path start = Path.of("");

    abstract FileVisitResult directory(Path directory) throws IOException;

    abstract void file(Path file);

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      if (directory.equals(start)) {
        return FileVisitResult.CONTINUE;
      }
      boolean isHidden = String.valueOf(directory.getFileName()).startsWith(".");
      return isHidden ? FileVisitResult.SKIP_SUBTREE : directory(directory);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      file(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof FileSystemLoopException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }
  }
}
