package io.github.pss4j.outside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A module of the build, as its pom describes it. */
record Project(Path directory, Element pom) {
  /**
   * A line of a tree of dependencies, but for the first: indentation, group and artifact, the rest.
   */
  private static final Pattern DEPENDENCY =
      Pattern.compile("(?m)^([ |+\\\\-]+)([^:\\s]+:[^:\\s]+):(.*)$");

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** All modules of the build that are published, in the order of the root's pom. */
  static List<Project> published() {
    List<Project> published = new ArrayList<>();
    for (Element module : at(parse(ROOT.resolve("pom.xml")), "modules", "module")) {
      Path directory = ROOT.resolve(module.getTextContent());
      Project project = new Project(directory, parse(directory.resolve("pom.xml")));
      if (!project.property("maven.deploy.skip").equals(Optional.of("true"))) {
        published.add(project);
      }
    }
    return published;
  }

  static List<Project> publishedJars() {
    return published().stream().filter(Project::isJar).toList();
  }

  /** The elements at a path of names. */
  static List<Element> at(Element from, String... path) {
    List<Element> elements = List.of(from);
    for (String name : path) {
      List<Element> next = new ArrayList<>();
      for (Element element : elements) {
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
          if (child instanceof Element found && found.getTagName().equals(name)) {
            next.add(found);
          }
        }
      }
      elements = next;
    }
    return elements;
  }

  static Element parse(Path pom) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(pom.toFile())
          .getDocumentElement();
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalStateException(pom.toString(), e);
    }
  }

  private static Optional<String> text(Element from, String... path) {
    return at(from, path).stream().map(Element::getTextContent).findFirst();
  }

  private Optional<String> property(String name) {
    return text(pom, "properties", name);
  }

  String artifactId() {
    return text(pom, "artifactId").orElseThrow();
  }

  private boolean isJar() {
    return !text(pom, "packaging").equals(Optional.of("pom"));
  }

  /** The jar in the folder {@code target}, if it has been built. */
  Optional<Path> jar() {
    String version = text(pom, "parent", "version").orElseThrow();
    return Optional.of(directory.resolve("target/" + artifactId() + "-" + version + ".jar"))
        .filter(Files::exists);
  }

  /** What the module brings to those who use it, as {@code group:artifact}. */
  List<String> brings() throws IOException {
    Path file = directory.resolve("target/dependencies.txt");
    if (!Files.exists(file)) {
      throw new IllegalStateException(
          file + " is missing: run mvn verify over all modules, which writes it");
    }
    List<String> brought = new ArrayList<>();
    int optional = Integer.MAX_VALUE;
    for (MatchResult line : DEPENDENCY.matcher(Files.readString(file)).results().toList()) {
      int depth = line.group(1).length();
      if (depth > optional) {
        // It comes with one that is optional.
        continue;
      }
      boolean isBrought =
          !line.group(3).contains("(optional") && !line.group(3).contains("provided");
      optional = isBrought ? Integer.MAX_VALUE : depth;
      if (isBrought) {
        brought.add(line.group(2));
      }
    }
    return brought;
  }
}
