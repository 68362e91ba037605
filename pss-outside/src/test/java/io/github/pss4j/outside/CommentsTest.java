package io.github.pss4j.outside;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExportsTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ModuleTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a caller can name says what it is. */
final class CommentsTest {
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  static Stream<Project> modules() {
    return Project.publishedJars().stream()
        .filter(project -> Files.exists(sources(project).resolve("module-info.java")));
  }

  private static Path sources(Project project) {
    return project.directory().resolve("src/main/java");
  }

  @ParameterizedTest
  @MethodSource("modules")
  void eachExportedNameHasAComment(Project project) throws IOException {
    Path sources = sources(project);
    List<String> uncommented = new ArrayList<>();
    for (String exported : exportedBy(sources.resolve("module-info.java"))) {
      try (Stream<Path> files = Files.list(sources.resolve(exported.replace('.', '/')))) {
        for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
          uncommented.addAll(uncommentedIn(file));
        }
      }
    }
    assertEquals(List.of(), uncommented);
  }

  @Test
  void whatHasNoCommentIsFound(@TempDir Path directory) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("Sample.java"),
            """
            /** A sample. */
            public abstract class Sample {
              Sample() {}
              /** It has one. */
              public abstract int commented();
              public abstract int bare();
              @Override public String toString() { return ""; }
              public enum Colour { /** Red. */ RED, BLUE }
              /** An interface. */
              public interface Shape { int corners(); }
              static class Hidden { public int size() { return 0; } }
            }
            """);
    assertEquals(
        List.of(
            "Sample.java: bare",
            "Sample.java: Colour",
            "Sample.java: BLUE",
            "Sample.java: corners"),
        uncommentedIn(file));
  }

  private static JavacTask task(Path file) {
    return (JavacTask)
        JAVAC.getTask(
            null,
            null,
            null,
            null,
            null,
            JAVAC.getStandardFileManager(null, null, null).getJavaFileObjects(file));
  }

  private static Set<String> exportedBy(Path moduleInfo) throws IOException {
    ModuleTree module = task(moduleInfo).parse().iterator().next().getModule();
    return module.getDirectives().stream()
        .filter(ExportsTree.class::isInstance)
        .map(ExportsTree.class::cast)
        .filter(exports -> exports.getModuleNames() == null)
        .map(exports -> exports.getPackageName().toString())
        .collect(toSet());
  }

  private static List<String> uncommentedIn(Path file) throws IOException {
    JavacTask task = task(file);
    CompilationUnitTree unit = task.parse().iterator().next();
    Uncommented uncommented = new Uncommented(DocTrees.instance(task), file);
    uncommented.scan(unit, null);
    return uncommented.names;
  }

  /** The public and protected names of a file without a comment. */
  private static final class Uncommented extends TreePathScanner<@Nullable Void, @Nullable Void> {
    final List<String> names = new ArrayList<>();
    private final DocTrees trees;
    private final Path file;

    Uncommented(DocTrees trees, Path file) {
      this.trees = trees;
      this.file = file;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
      if (isVisible(type.getModifiers())) {
        check(type.getSimpleName().toString());
        for (Tree member : type.getMembers()) {
          scan(member, null);
        }
      }
      return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      boolean inherits =
          method.getModifiers().getAnnotations().stream()
              .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
      if (isVisible(method.getModifiers()) && !inherits) {
        check(method.getName().toString());
      }
      return null;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree field, @Nullable Void nothing) {
      if (isVisible(field.getModifiers())) {
        check(field.getName().toString());
      }
      return null;
    }

    private boolean isVisible(ModifiersTree modifiers) {
      Set<Modifier> flags = modifiers.getFlags();
      TreePath parent = getCurrentPath().getParentPath();
      boolean inInterface = parent != null && parent.getLeaf().getKind() == Tree.Kind.INTERFACE;
      return flags.contains(Modifier.PUBLIC)
          || flags.contains(Modifier.PROTECTED)
          || (inInterface && !flags.contains(Modifier.PRIVATE));
    }

    private void check(String name) {
      if (trees.getDocComment(getCurrentPath()) == null) {
        names.add(file.getFileName() + ": " + name);
      }
    }
  }
}
