package io.github.pss4j.outside;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles as somebody does who has our modules on the module path. */
final class Stranger {
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  private Stranger() {}

  /** The codes of the compiler's errors; none if it compiles. */
  static List<String> compile(Path output, List<JavaFileObject> sources) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> options =
        List.of("-proc:none", "-d", output.toString(), "--module-path", ModulePath.text());
    JAVAC.getTask(null, null, diagnostics, options, null, sources).call();
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(error -> error.getCode() + ": " + error.getMessage(Locale.ROOT))
        .toList();
  }

  static List<JavaFileObject> files(Path... sources) {
    List<JavaFileObject> files = new ArrayList<>();
    JAVAC.getStandardFileManager(null, null, null).getJavaFileObjects(sources).forEach(files::add);
    return files;
  }

  static JavaFileObject source(String name, String text) {
    return new SimpleJavaFileObject(URI.create("memory:///" + name), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
