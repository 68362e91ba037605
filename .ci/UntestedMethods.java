import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodType;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Names the public methods of a module's exported packages that no test of the module runs, and
 * those of which a part that PIT mutates is not run; fails if there are any. It reads PIT's
 * reports, and the module's classes too, since a method without anything to mutate is not in the
 * reports.
 *
 * <p>The build runs it after PIT: {@code java -cp CLASSPATH UntestedMethods.java TARGET}.
 */
final class UntestedMethods {
  private UntestedMethods() {}

  public static void main(String[] args) throws Exception {
    Path target = Path.of(args[0]);
    if (!Files.exists(target.resolve("pit-reports"))) {
      System.out.println("not a module that is mutated");
      return;
    }
    Set<String> run = run(target.resolve("pit-reports/linecoverage.xml"));
    Set<String> partlyRun = partlyRun(target.resolve("pit-reports/mutations.xml"));
    List<Class<?>> published = published(target.resolve("classes"));
    SortedSet<String> untested = new TreeSet<>();
    int methods = 0;
    for (Class<?> type : published) {
      for (Executable method : publicMethods(type)) {
        methods++;
        String name = method instanceof Method ? method.getName() : "<init>";
        if (!run.contains(type.getName() + "." + name + descriptor(method))) {
          untested.add(type.getName() + "." + name + descriptor(method) + " is not run");
        } else if (partlyRun.contains(type.getName() + "." + name)) {
          untested.add(type.getName() + "." + name + " is not run in every part");
        }
      }
    }
    untested.forEach(System.err::println);
    if (!untested.isEmpty()) {
      System.err.println(
          untested.size() + " public methods are not covered by tests of their module");
      System.exit(1);
    }
    System.out.println(
        "tests run each of the " + methods + " public methods of " + published.size() + " classes");
  }

  /** The methods of which a test runs at least a part, with their descriptors. */
  private static Set<String> run(Path lineCoverage) throws IOException, XMLStreamException {
    Set<String> run = new HashSet<>();
    try (InputStream in = Files.newInputStream(lineCoverage)) {
      XMLStreamReader xml = XMLInputFactory.newFactory().createXMLStreamReader(in);
      String method = "";
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamReader.START_ELEMENT) {
          switch (xml.getLocalName()) {
            case "block" ->
                method =
                    xml.getAttributeValue(null, "classname")
                        + "."
                        + xml.getAttributeValue(null, "method");
            case "test" -> run.add(method);
            default -> {}
          }
        }
      }
    }
    return run;
  }

  /** The methods with mutants that no test runs; a lambda is a part of the method that it is in. */
  private static Set<String> partlyRun(Path mutations) throws IOException, XMLStreamException {
    Set<String> partlyRun = new HashSet<>();
    try (InputStream in = Files.newInputStream(mutations)) {
      XMLStreamReader xml = XMLInputFactory.newFactory().createXMLStreamReader(in);
      boolean covered = true;
      String type = "";
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamReader.START_ELEMENT) {
          switch (xml.getLocalName()) {
            case "mutation" ->
                covered = !xml.getAttributeValue(null, "status").equals("NO_COVERAGE");
            case "mutatedClass" -> type = xml.getElementText();
            case "mutatedMethod" -> {
              String method = xml.getElementText().replaceFirst("^lambda\\$(.*)\\$\\d+$", "$1");
              if (!covered) {
                partlyRun.add(type + "." + method.replaceFirst("^new$", "<init>"));
              }
            }
            default -> {}
          }
        }
      }
    }
    return partlyRun;
  }

  private static List<Class<?>> published(Path classes) throws IOException {
    ModuleDescriptor module;
    try (InputStream in = Files.newInputStream(classes.resolve("module-info.class"))) {
      module = ModuleDescriptor.read(in);
    }
    SortedSet<String> names =
        module.exports().stream()
            .filter(export -> !export.isQualified())
            .flatMap(export -> classesOf(export.source(), classes))
            .collect(toCollection(TreeSet::new));
    return names.stream()
        .<Class<?>>map(UntestedMethods::load)
        .filter(UntestedMethods::isPublic)
        .toList();
  }

  private static Stream<String> classesOf(String packageName, Path classes) {
    String[] files = classes.resolve(packageName.replace('.', '/')).toFile().list();
    return Stream.of(files)
        .filter(file -> file.endsWith(".class") && !file.startsWith("package-info"))
        .map(file -> packageName + "." + file.substring(0, file.length() - ".class".length()));
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, UntestedMethods.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isPublic(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
  }

  private static List<Executable> publicMethods(Class<?> type) {
    return Stream.<Executable>concat(
            Stream.of(type.getDeclaredConstructors()), Stream.of(type.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !Modifier.isAbstract(method.getModifiers()) && !method.isSynthetic())
        .filter(method -> !isWrittenByTheCompiler(method))
        .toList();
  }

  private static boolean isWrittenByTheCompiler(Executable method) {
    Class<?> type = method.getDeclaringClass();
    String signature = method.getName() + descriptor(method);
    return type.isEnum()
            && (method.getName().equals("values")
                || signature.startsWith("valueOf(Ljava/lang/String;)"))
        || type.isRecord()
            && Set.of("equals(Ljava/lang/Object;)Z", "hashCode()I", "toString()Ljava/lang/String;")
                .contains(signature);
  }

  private static String descriptor(Executable method) {
    Class<?> result = method instanceof Method declared ? declared.getReturnType() : void.class;
    return MethodType.methodType(result, method.getParameterTypes()).descriptorString();
  }
}
