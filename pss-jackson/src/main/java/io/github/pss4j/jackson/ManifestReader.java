package io.github.pss4j.jackson;

import static com.google.common.base.Strings.nullToEmpty;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.model.ObjectMeta;
import io.github.pss4j.model.Pod;
import io.github.pss4j.workload.PodBearingKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads manifests: files of Kubernetes objects, in JSON or YAML, several to a file and in lists, as
 * {@code kubectl} reads them. Immutable and thread-safe.
 *
 * <p>A list of any length can be read from a stream: one item at a time is held.
 */
public final class ManifestReader {
  /** The API groups whose kinds are all known; any other group has a dot in its name. */
  private static final ImmutableSet<String> GROUPS_WITHOUT_DOT =
      ImmutableSet.of("", "apps", "autoscaling", "batch", "extensions", "policy");

  /** The kinds of those groups that bear no pod. */
  private static final ImmutableSet<String> KINDS_WITHOUT_POD =
      ImmutableSet.of(
          "Binding",
          "ComponentStatus",
          "ConfigMap",
          "ControllerRevision",
          "Endpoints",
          "Event",
          "Eviction",
          "HorizontalPodAutoscaler",
          "Ingress",
          "LimitRange",
          "NetworkPolicy",
          "Node",
          "PersistentVolume",
          "PersistentVolumeClaim",
          "PodDisruptionBudget",
          "PodSecurityPolicy",
          "ResourceQuota",
          "Scale",
          "Secret",
          "Service",
          "ServiceAccount",
          "Status");

  private static final String LIST = "List";
  private static final String NAMESPACE = "Namespace";
  private static final int MAXIMUM_LISTS_IN_LISTS = 8;

  private final ReaderLimits limits;

  /** A reader with the default limits. */
  public ManifestReader() {
    this(ReaderLimits.defaults());
  }

  /** A reader with limits of its own. */
  public ManifestReader(ReaderLimits limits) {
    this.limits = limits;
  }

  /**
   * Reads a manifest to its end, or to where it cannot be read any further. What is wrong with it
   * goes to the handler.
   *
   * @param in JSON or YAML in UTF-8; not closed
   * @param file what to call it in a {@link Workload}. A name that ends with {@code .json}, {@code
   *     .yaml} or {@code .yml} tells the format, else the first character does
   * @throws IOException if the stream does
   */
  public void read(InputStream in, String file, ManifestHandler handler) throws IOException {
    byte[] start = in.readNBytes(limits.maxDocumentBytes());
    try {
      if (isJson(start, file)) {
        readJson(start, in, file, handler);
      } else {
        readYaml(new SequenceInputStream(new ByteArrayInputStream(start), in), file, handler);
      }
    } catch (InvalidDocumentException problem) {
      handler.invalid(problem);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * The workloads of a manifest that is known to be right.
   *
   * @throws InvalidDocumentException if anything in it cannot be read
   */
  public List<Workload> read(byte[] manifest, String file) {
    List<Workload> workloads = new ArrayList<>();
    ManifestHandler collector =
        new ManifestHandler() {
          @Override
          public void workload(Workload workload) {
            workloads.add(workload);
          }

          @Override
          public void skipped(String kind, int line) {}

          @Override
          public void invalid(InvalidDocumentException problem) {
            throw problem;
          }
        };
    try {
      read(new ByteArrayInputStream(manifest), file, collector);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return workloads;
  }

  private static boolean isJson(byte[] start, String file) {
    if (file.endsWith(".json")) {
      return true;
    }
    if (file.endsWith(".yaml") || file.endsWith(".yml")) {
      return false;
    }
    for (byte first : start) {
      if (first != ' ' && first != '\t' && first != '\n' && first != '\r') {
        return first == '{';
      }
    }
    return false;
  }

  private void readJson(byte[] start, InputStream rest, String file, ManifestHandler handler)
      throws IOException {
    int next = start.length < limits.maxDocumentBytes() ? -1 : rest.read();
    if (next < 0) {
      Tokens document = JsonTokens.of(start, limits);
      new Walk(file, handler).object(document, null, 0);
      document.end();
    } else {
      InputStream whole =
          new SequenceInputStream(
              new ByteArrayInputStream(start),
              new SequenceInputStream(new ByteArrayInputStream(new byte[] {(byte) next}), rest));
      Tokens document = JsonTokens.of(whole, limits);
      new Walk(file, handler).longList(document, limits);
      document.end();
    }
  }

  private void readYaml(InputStream in, String file, ManifestHandler handler) {
    YamlDocuments documents = new YamlDocuments(in, limits);
    for (; ; ) {
      try {
        Tokens document = documents.next();
        if (document == null) {
          return;
        }
        new Walk(file, handler).object(document, null, 0);
      } catch (InvalidDocumentException problem) {
        handler.invalid(problem);
      }
    }
  }

  /** What a manifest's object says of itself; its larger parts are read once its kind is known. */
  private static final class Parts {
    @Nullable String apiVersion;
    @Nullable String kind;
    @Nullable Tokens metadata;
    @Nullable Tokens spec;
    @Nullable Tokens template;
    @Nullable Tokens items;
  }

  private static final Shape<Parts, Parts> PARTS =
      Shape.of(Parts::new, UnaryOperator.<Parts>identity())
          .field("apiVersion", (in, it) -> it.apiVersion = in.readString())
          .field("kind", (in, it) -> it.kind = in.readString())
          .field("metadata", (in, it) -> it.metadata = in.subdocument())
          .field("spec", (in, it) -> it.spec = in.subdocument())
          .field("template", (in, it) -> it.template = in.subdocument())
          .field("items", (in, it) -> it.items = in.subdocument())
          .build();

  /** From the object of each kind, as seen from the first field on the way, to its template. */
  private static final Map<PodBearingKind, Shape<?, Pod>> TEMPLATES = templates();

  private static Map<PodBearingKind, Shape<?, Pod>> templates() {
    Map<PodBearingKind, Shape<?, Pod>> templates = new HashMap<>();
    for (PodBearingKind kind : PodBearingKind.standard()) {
      Shape<?, Pod> shape = PodShape.POD;
      List<String> way = kind.template();
      for (int i = way.size() - 1; i > 0; i--) {
        shape = within(way.get(i), shape);
      }
      templates.put(kind, shape);
    }
    return templates;
  }

  private static Shape<?, Pod> within(String field, Shape<?, Pod> shape) {
    return Shape.of(Pod::builder, Pod.Builder::build)
        .requiredField(field, (in, it) -> it.from(shape.read(in)))
        .build();
  }

  /** One way through a manifest. */
  private static final class Walk {
    private final String file;
    private final ManifestHandler handler;

    Walk(String file, ManifestHandler handler) {
      this.file = file;
      this.handler = handler;
    }

    /**
     * Reads an object, whatever its kind.
     *
     * @param itemKind the kind that it has if it names none, as an item of a list
     */
    void object(Tokens in, @Nullable String itemKind, int listsAround) {
      int line = in.line();
      Parts parts = PARTS.read(in);
      String kind = parts.kind == null ? itemKind : parts.kind;
      if (kind == null) {
        throw in.error("must have the field \"kind\", which is absent or null");
      }
      String group = group(nullToEmpty(parts.apiVersion));
      Optional<PodBearingKind> podBearing =
          parts.apiVersion == null ? PodBearingKind.named(kind) : PodBearingKind.find(group, kind);
      if (podBearing.isPresent()) {
        podBearing(in, podBearing.get(), parts, line);
      } else if (kind.endsWith(LIST) && parts.items != null) {
        items(parts.items, itemKindOf(kind), listsAround);
      } else if (group.isEmpty() && kind.equals(NAMESPACE)) {
        ObjectMeta metadata = metadata(parts);
        handler.namespace(new Namespace(nullToEmpty(metadata.name()), metadata.labels()), line);
      } else if (isKnown(group, kind)) {
        handler.skipped(kind, line);
      } else {
        throw in.error(
            "the kind \"%s\" of apiVersion \"%s\" is not known; a pod, or a kind that bears one, was expected"
                .formatted(kind, nullToEmpty(parts.apiVersion)));
      }
    }

    private void podBearing(Tokens in, PodBearingKind kind, Parts parts, int line) {
      ObjectMeta metadata = metadata(parts);
      String first = kind.isPod() ? "spec" : kind.template().get(0);
      Tokens rest = first.equals("spec") ? parts.spec : parts.template;
      if (rest == null) {
        throw in.error("must have the field \"" + first + "\", which is absent or null");
      }
      Pod pod =
          kind.isPod()
              ? Pod.builder().metadata(metadata).spec(PodShape.POD_SPEC.read(rest)).build()
              : requireNonNull(TEMPLATES.get(kind)).read(rest);
      String name = metadata.name() == null ? metadata.generateName() : metadata.name();
      handler.workload(
          new Workload(
              kind,
              nullToEmpty(metadata.namespace()),
              nullToEmpty(name),
              file,
              line,
              pod,
              in::again));
    }

    private static ObjectMeta metadata(Parts parts) {
      return parts.metadata == null
          ? ObjectMeta.empty()
          : PodShape.OBJECT_META.read(parts.metadata);
    }

    /** Reads the items of a list; one that cannot be read does not keep the others from it. */
    void items(Tokens in, @Nullable String itemKind, int listsAround) {
      if (listsAround == MAXIMUM_LISTS_IN_LISTS) {
        throw in.error("lists must not stand in one another more than " + listsAround + " deep");
      }
      in.beginList();
      while (in.nextElement()) {
        in.line(); // So that lines are counted once, and not anew for each item.
        Tokens item = in.subdocument();
        try {
          object(item, itemKind, listsAround + 1);
        } catch (InvalidDocumentException problem) {
          handler.invalid(problem);
        }
      }
    }

    /** Reads a list that is too long to be held: each item as it comes. */
    void longList(Tokens in, ReaderLimits limits) {
      Parts list =
          Shape.of(Parts::new, UnaryOperator.<Parts>identity())
              .field("kind", (tokens, it) -> it.kind = tokens.readString())
              .field("items", (tokens, it) -> items(tokens, itemKindOf(it.kind), 0))
              .build()
              .read(in);
      if (list.kind == null || !list.kind.endsWith(LIST)) {
        throw in.error(
            "the document is longer than %d bytes, as only a list may be"
                .formatted(limits.maxDocumentBytes()));
      }
    }

    /** The kind of the items of a list, where the kind of the list tells it. */
    private static @Nullable String itemKindOf(@Nullable String listKind) {
      return listKind == null || listKind.equals(LIST) || !listKind.endsWith(LIST)
          ? null
          : listKind.substring(0, listKind.length() - LIST.length());
    }

    private static String group(String apiVersion) {
      int slash = apiVersion.indexOf('/');
      return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    private static boolean isKnown(String group, String kind) {
      if (!GROUPS_WITHOUT_DOT.contains(group)) {
        return group.contains(".");
      }
      return KINDS_WITHOUT_POD.contains(kind) || kind.endsWith(LIST);
    }
  }
}
