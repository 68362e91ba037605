package io.github.pss4j.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The modules look at no class or resource by its name, so a native image of GraalVM needs no
 * metadata about them.
 */
final class NoReflectionTest {
  /** Methods, as {@code class.method}, by which code finds what nothing in it refers to. */
  private static final Pattern REFLECTION =
      Pattern.compile(
          "java/lang/reflect/.*"
              + "|java/util/ServiceLoader\\..*"
              + "|java/lang/ClassLoader\\..*"
              + "|java/lang/Module\\..*"
              + "|java/lang/Class\\.(forName|newInstance|get(Declared)?(Field|Method|Constructor|Class)"
              + "(e?s)?|getResource.*|getRecordComponents|getPermittedSubclasses)"
              + "|java/lang/invoke/MethodHandles\\$Lookup\\.(?!<init>).*"
              + "|java/util/ResourceBundle\\..*"
              + "|java/io/Object(In|Out)putStream\\..*");

  static Stream<ModuleReference> modules() {
    return ModulePath.ours();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void noMethodLooksAnythingUp(ModuleReference module) {
    List<String> uses = new ArrayList<>();
    List<String> files = ModulePath.classFiles(module).toList();
    for (String file : files) {
      for (String method : methodsUsedBy(ModulePath.read(module, file))) {
        if (REFLECTION.matcher(method).matches()) {
          uses.add(file + " uses " + method);
        }
      }
    }
    assertEquals(List.of(), uses);
    assertTrue(files.size() > 1);
  }

  @Test
  void lookingUpIsSeen() throws IOException {
    String self = NoReflectionTest.class.getName().replace('.', '/') + ".class";
    byte[] bytes;
    try (var in = NoReflectionTest.class.getClassLoader().getResourceAsStream(self)) {
      bytes = in.readAllBytes();
    }
    List<String> methods = methodsUsedBy(bytes);
    assertTrue(methods.contains("java/lang/Class.getClassLoader"));
    assertTrue(
        methods.stream().anyMatch(method -> REFLECTION.matcher(method).matches()),
        methods::toString);
    assertFalse(REFLECTION.matcher("java/lang/Class.getName").matches());
    assertTrue(REFLECTION.matcher("java/lang/Class.getDeclaredClasses").matches());
    assertTrue(REFLECTION.matcher("java/lang/Class.getMethods").matches());
  }

  /** What the constants of a class file name as methods, its own and those of others. */
  private static List<String> methodsUsedBy(byte[] classFile) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
      in.skipNBytes(8);
      int count = in.readUnsignedShort();
      String[] texts = new String[count];
      int[] first = new int[count];
      int[] second = new int[count];
      Set<Integer> methods = new TreeSet<>();
      for (int i = 1; i < count; i++) {
        switch (in.readUnsignedByte()) {
          case 1 -> texts[i] = in.readUTF();
          case 3, 4 -> in.skipNBytes(4);
          case 5, 6 -> {
            in.skipNBytes(8);
            i++;
          }
          case 7, 8, 16, 19, 20 -> first[i] = in.readUnsignedShort();
          case 10, 11 -> {
            methods.add(i);
            first[i] = in.readUnsignedShort();
            second[i] = in.readUnsignedShort();
          }
          case 9, 12, 17, 18 -> {
            first[i] = in.readUnsignedShort();
            second[i] = in.readUnsignedShort();
          }
          case 15 -> in.skipNBytes(3);
          default -> throw new IllegalStateException("a constant of an unknown kind");
        }
      }
      return methods.stream()
          .map(method -> texts[first[first[method]]] + "." + texts[first[second[method]]])
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
