package io.github.pss4j.outside;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The modules that a program on the module path has if it requires the readers. */
final class ModulePath {
  private static final Configuration CONFIGURATION = resolve();

  private ModulePath() {}

  private static Configuration resolve() {
    Path[] classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(entry -> !entry.endsWith("test-classes"))
            .toArray(Path[]::new);
    return ModuleLayer.boot()
        .configuration()
        .resolve(ModuleFinder.of(classPath), ModuleFinder.of(), Set.of("io.github.pss4j.jackson"));
  }

  static ModuleLayer newLayer() {
    return ModuleLayer.boot()
        .defineModulesWithOneLoader(CONFIGURATION, ClassLoader.getPlatformClassLoader());
  }

  /** All modules, ours and those of other libraries. */
  static Stream<ModuleReference> all() {
    return CONFIGURATION.modules().stream().map(ResolvedModule::reference);
  }

  static Stream<ModuleReference> ours() {
    return all().filter(module -> module.descriptor().name().startsWith("io.github.pss4j"));
  }

  /** As the option {@code --module-path} takes it. */
  static String text() {
    return all()
        .map(module -> Path.of(module.location().orElseThrow()).toString())
        .collect(joining(File.pathSeparator));
  }

  static boolean isOpen(ModuleDescriptor module, String packageName) {
    return module.exports().stream()
        .anyMatch(export -> !export.isQualified() && export.source().equals(packageName));
  }

  /** The names of the classes of a package. */
  static List<String> classesIn(ModuleReference module, String packageName) {
    return classFiles(module)
        .map(file -> file.replace('/', '.').replaceFirst("\\.class$", ""))
        .filter(name -> name.substring(0, Math.max(0, name.lastIndexOf('.'))).equals(packageName))
        .filter(name -> !name.endsWith("package-info"))
        .sorted()
        .toList();
  }

  static Stream<String> classFiles(ModuleReference module) {
    try (ModuleReader reader = module.open()) {
      return reader.list().filter(file -> file.endsWith(".class")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] read(ModuleReference module, String file) {
    try (ModuleReader reader = module.open()) {
      return reader.open(file).orElseThrow().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
