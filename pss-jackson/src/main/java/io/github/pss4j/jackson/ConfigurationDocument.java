package io.github.pss4j.jackson;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.admission.ConfigurationFault;
import io.github.pss4j.admission.InvalidConfigurationException;
import io.github.pss4j.admission.Mode;
import io.github.pss4j.admission.PodSecurityConfiguration;
import io.github.pss4j.jackson.shape.Cursor;
import io.github.pss4j.jackson.shape.Cursor.Kind;
import io.github.pss4j.jackson.shape.Document;
import io.github.pss4j.jackson.shape.Fields;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A document that configures Pod Security Admission: what it says, or the path of the file that
 * says it.
 */
final class ConfigurationDocument {
  private static final String KIND = "PodSecurityConfiguration";
  private static final String GROUP = "pod-security.admission.config.k8s.io/";
  private static final ImmutableList<String> API_VERSIONS =
      ImmutableList.of(GROUP + "v1", GROUP + "v1beta1", GROUP + "v1alpha1");
  private static final String OUTER_KIND = "AdmissionConfiguration";
  private static final ImmutableList<String> OUTER_API_VERSIONS =
      ImmutableList.of("apiserver.config.k8s.io/v1");
  private static final String PLUGIN = "PodSecurity";

  private final StrictObjects objects = new StrictObjects();
  private PodSecurityConfiguration value = PodSecurityConfiguration.standard();
  private Optional<FilePath> file = Optional.empty();

  private ConfigurationDocument() {}

  /**
   * A file that a configuration points to.
   *
   * @param field where it does so
   * @param text the path as it is written
   */
  record FilePath(String field, String text) {
    InvalidConfigurationException refused(String problem) {
      return new InvalidConfigurationException(ImmutableList.of(fault(" " + problem)));
    }

    /** The file that it leads to has these faults. */
    InvalidConfigurationException refused(List<ConfigurationFault> faults) {
      return new InvalidConfigurationException(
          faults.stream()
              .map(fault -> fault(": " + fault))
              .collect(ImmutableList.toImmutableList()));
    }

    private ConfigurationFault fault(String problem) {
      return new ConfigurationFault(field, "\"" + text + "\"" + problem);
    }
  }

  /**
   * Reads a document of either kind.
   *
   * @throws InvalidConfigurationException if anything is wrong with it
   */
  static ConfigurationDocument read(Cursor in) {
    Document text = whole(in);
    ConfigurationDocument document = new ConfigurationDocument();
    if (kindOf(text.open()).equals(OUTER_KIND)) {
      document.readOuter(text.open());
    } else {
      document.readInner(text.open(), KIND + " or " + OUTER_KIND);
    }
    return document.checked();
  }

  /**
   * Reads a document that must not point to another one.
   *
   * @throws InvalidConfigurationException if anything is wrong with it
   */
  static ConfigurationDocument readInnerOnly(Cursor in) {
    ConfigurationDocument document = new ConfigurationDocument();
    document.readInner(whole(in).open(), KIND);
    return document.checked();
  }

  private static Document whole(Cursor in) {
    Document whole = in.cut();
    in.end();
    return whole;
  }

  private ConfigurationDocument checked() {
    if (!objects.faults().isEmpty()) {
      throw new InvalidConfigurationException(objects.faults());
    }
    return this;
  }

  /** What the document says, unless it points to a {@link #file}. */
  PodSecurityConfiguration value() {
    return value;
  }

  Optional<FilePath> file() {
    return file;
  }

  /** The kind of a document; empty where it names none. */
  private static String kindOf(Cursor in) {
    String[] kind = {""};
    if (in.peek() == Kind.OBJECT) {
      in.beginObject();
      while (in.nextField(Fields.NONE) != Cursor.END) {
        if (in.fieldName().equals("kind") && in.peek() == Kind.STRING) {
          kind[0] = in.readString();
        } else {
          in.skip();
        }
      }
    }
    return kind[0];
  }

  private void readOuter(Cursor in) {
    TypeFields type = new TypeFields();
    Set<String> plugins = new HashSet<>();
    objects.readObject(
        in,
        type.and(
            ImmutableMap.of(
                "plugins", list -> objects.readList(list, plugin -> readPlugin(plugin, plugins)))));
    type.check("", OUTER_API_VERSIONS, OUTER_KIND, OUTER_KIND);
  }

  private void readPlugin(Cursor in, Set<String> plugins) {
    String field = in.path();
    Plugin plugin = new Plugin();
    // Plugins that are not ours may configure themselves as they like.
    boolean isObject =
        objects.readObject(
            in,
            ImmutableMap.of(
                "name", name -> objects.readString(name, text -> plugin.name = text),
                "path", path -> objects.readString(path, text -> plugin.path = text),
                "configuration", it -> plugin.configuration = it.cut()));
    if (!isObject) {
      return;
    }
    if (plugin.name.isEmpty()) {
      objects.fault(field + ".name", "must be given");
    } else if (!plugins.add(plugin.name)) {
      objects.fault(
          field + ".name", "\"" + plugin.name + "\" is given twice; it must be given once");
    } else if (plugin.name.equals(PLUGIN)) {
      if (plugin.configuration != null) {
        readInner(plugin.configuration.open(), KIND);
      }
      if (plugin.configuration != null && !plugin.path.isEmpty()) {
        objects.fault(field + ".path", "must not be given beside a configuration");
      } else if (!plugin.path.isEmpty()) {
        file = Optional.of(new FilePath(field + ".path", plugin.path));
      }
    }
  }

  private static final class Plugin {
    private String name = "";
    private String path = "";
    private @Nullable Document configuration;
  }

  private void readInner(Cursor in, String expectedKind) {
    String root = in.path().isEmpty() ? "" : in.path() + ".";
    PodSecurityConfiguration.Builder builder = PodSecurityConfiguration.builder();
    TypeFields type = new TypeFields();
    objects.readObject(
        in,
        type.and(
            ImmutableMap.of(
                "defaults", defaults -> objects.readObject(defaults, defaultFields(builder)),
                "exemptions",
                    exemptions -> objects.readObject(exemptions, exemptionFields(builder)))));
    type.check(root, API_VERSIONS, KIND, expectedKind);
    ImmutableList<ConfigurationFault> faults = builder.faults();
    faults.forEach(fault -> objects.fault(root + fault.path(), fault.problem()));
    if (faults.isEmpty()) {
      value = builder.build();
    }
  }

  private ImmutableMap<String, Consumer<Cursor>> defaultFields(
      PodSecurityConfiguration.Builder builder) {
    ImmutableMap.Builder<String, Consumer<Cursor>> fields = ImmutableMap.builder();
    for (Mode mode : Mode.values()) {
      fields.put(
          mode.toString(),
          in -> objects.readString(in, level -> builder.defaultLevel(mode, level)));
      fields.put(
          mode + "-version",
          in -> objects.readString(in, version -> builder.defaultVersion(mode, version)));
    }
    return fields.buildOrThrow();
  }

  private ImmutableMap<String, Consumer<Cursor>> exemptionFields(
      PodSecurityConfiguration.Builder builder) {
    return ImmutableMap.of(
        "usernames", in -> objects.readStrings(in, builder::exemptUsernames),
        "namespaces", in -> objects.readStrings(in, builder::exemptNamespaces),
        "runtimeClasses", in -> objects.readStrings(in, builder::exemptRuntimeClasses));
  }

  /** What a document says that it is. */
  private final class TypeFields {
    private String apiVersion = "";
    private String kind = "";

    ImmutableMap<String, Consumer<Cursor>> and(ImmutableMap<String, Consumer<Cursor>> others) {
      return ImmutableMap.<String, Consumer<Cursor>>builder()
          .put("apiVersion", in -> objects.readString(in, text -> apiVersion = text))
          .put("kind", in -> objects.readString(in, text -> kind = text))
          .putAll(others)
          .buildOrThrow();
    }

    void check(
        String root, ImmutableList<String> apiVersions, String wantedKind, String expectedKind) {
      if (!apiVersions.contains(apiVersion)) {
        objects.fault(
            root + "apiVersion",
            "\"" + apiVersion + "\" must be one of " + String.join(", ", apiVersions));
      }
      if (!kind.equals(wantedKind)) {
        objects.fault(root + "kind", "\"" + kind + "\" must be " + expectedKind);
      }
    }
  }
}
