package io.github.pss4j.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.module.ModuleReference;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A stranger compiles against what is exported, and reaches nothing else, by no means. */
final class ClosedPackagesTest {
  private final Path output;

  ClosedPackagesTest(@TempDir Path output) {
    this.output = output;
  }

  static Stream<Arguments> closedPackages() {
    return packages(false);
  }

  static Stream<Arguments> openPackages() {
    return packages(true);
  }

  private static Stream<Arguments> packages(boolean open) {
    return ModulePath.ours()
        .flatMap(
            module ->
                module.descriptor().packages().stream()
                    .filter(name -> ModulePath.isOpen(module.descriptor(), name) == open)
                    .sorted()
                    .map(name -> Arguments.of(module, name)));
  }

  @ParameterizedTest
  @MethodSource("openPackages")
  void whatIsExportedCompiles(ModuleReference module, String packageName) {
    assertEquals(List.of(), compileImport(module, packageName));
  }

  @ParameterizedTest
  @MethodSource("closedPackages")
  void whatIsClosedDoesNotCompile(ModuleReference module, String packageName) {
    List<String> errors = compileImport(module, packageName);
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(
        errors.get(0).startsWith("compiler.err.package.not.visible: package " + packageName),
        errors::toString);
  }

  @ParameterizedTest
  @MethodSource("closedPackages")
  void reflectionIsRefused(ModuleReference module, String packageName) throws Exception {
    ModuleLayer layer = ModulePath.newLayer();
    int members = 0;
    for (String name : ModulePath.classesIn(module, packageName)) {
      Class<?> type = Class.forName(name, false, layer.findLoader(module.descriptor().name()));
      for (AccessibleObject member : members(type)) {
        assertThrows(InaccessibleObjectException.class, () -> member.setAccessible(true));
        members++;
      }
    }
    assertTrue(members > 0);
  }

  private List<String> compileImport(ModuleReference module, String packageName) {
    String moduleInfo = "module stranger { requires %s; }".formatted(module.descriptor().name());
    return Stranger.compile(
        output,
        List.of(
            Stranger.source("module-info.java", moduleInfo),
            Stranger.source(
                "stranger/User.java", "package stranger; import " + packageName + ".*;")));
  }

  private static List<AccessibleObject> members(Class<?> type) {
    return Stream.of(
            type.getDeclaredConstructors(), type.getDeclaredMethods(), type.getDeclaredFields())
        .<AccessibleObject>flatMap(Stream::of)
        .toList();
  }
}
