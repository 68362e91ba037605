package io.github.pss4j.jackson;

import static com.google.common.base.Strings.nullToEmpty;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.jackson.shape.Cursor;
import io.github.pss4j.jackson.shape.Document;
import io.github.pss4j.jackson.shape.Excerpt;
import io.github.pss4j.jackson.shape.Fields;
import io.github.pss4j.jackson.shape.PodPath;
import io.github.pss4j.jackson.shape.PodShape;
import io.github.pss4j.jackson.shape.Shape;
import io.github.pss4j.model.ObjectMeta;
import io.github.pss4j.model.Pod;
import io.github.pss4j.workload.GroupKind;
import io.github.pss4j.workload.PodBearer;
import io.github.pss4j.workload.PodBearingKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One object of a manifest, while it is read. It is read in one pass if it says what it is before
 * it says anything else, as Kubernetes writes objects; otherwise it is read again once that is
 * known.
 */
final class ManifestObject {
  private static final Shape<ManifestObject, ManifestObject> SHAPE =
      Shape.<ManifestObject>into()
          .field("apiVersion", (in, it) -> it.apiVersion = in.readString())
          .field("kind", (in, it) -> it.kind = in.readString())
          .otherSpelling("apiVersion", (in, it) -> it.misspelled("apiVersion", in))
          .otherSpelling("kind", (in, it) -> it.misspelled("kind", in))
          .field("metadata", (in, it) -> it.readMetadata(in))
          .field("spec", (in, it) -> it.readPod("spec", in))
          .field("template", (in, it) -> it.readPod("template", in))
          .field("items", (in, it) -> it.readItems(in))
          .build();

  /** The way to the pod of each kind, from the value of the first field on. */
  private static final ImmutableMap<PodBearingKind, PodPath> TEMPLATES =
      Maps.toMap(
          PodBearingKind.standard().stream().filter(kind -> !kind.isPod()).toList(),
          kind ->
              PodPath.of(
                  kind.template().subList(1, kind.template().size()), PodShape.strict(), true));

  private static final GroupKind ADMISSION_REVIEW =
      new GroupKind("admission.k8s.io", "AdmissionReview");

  private static final Shape<@Nullable Document[], @Nullable Document[]> REQUEST =
      Shape.<@Nullable Document[]>into().field("object", (in, it) -> it[0] = in.cut()).build();

  private static final Shape<@Nullable Document[], @Nullable Document[]> REVIEW =
      Shape.<@Nullable Document[]>into().field("request", REQUEST::readInto).build();

  /** A field whose name is spelled otherwise than it must be, and what it says. */
  private record Misspelled(String name, String value, InvalidDocumentException problem) {}

  private final ManifestWalk walk;

  /** The list that this is an item of; null if it is none. */
  private final @Nullable ManifestObject list;

  private final int listsAround;

  private final List<Misspelled> misspelled = new ArrayList<>(0);
  private @Nullable String apiVersion;
  private @Nullable String kind;

  /** What the object was taken for when its parts were read; null if that was not known yet. */
  private @Nullable GroupKind readAs;

  /** Whether a part was read whose meaning depends on what the object is. */
  private boolean begun;

  private @Nullable PodBearingKind podBearing;
  private @Nullable ObjectMeta metadata;
  private @Nullable Pod pod;
  private boolean hasItems;

  /**
   * The items of a list in a list. They are told when this object was read to its end: it is read
   * once more if that is not in memory yet.
   */
  private @Nullable Document innerItems;

  /**
   * Items that do not say what they are, read before this list has said all that it may say of it;
   * and those behind them, so that all are told in their order.
   */
  private final List<Document> waitingItems = new ArrayList<>(0);

  /** Whether this list was read to its end. */
  private boolean isComplete;

  ManifestObject(ManifestWalk walk, @Nullable ManifestObject list) {
    this.walk = walk;
    this.list = list;
    this.listsAround = list == null ? 0 : list.listsAround + 1;
  }

  /** In how many lists it stands. */
  int listsAround() {
    return listsAround;
  }

  /** Reads the object that comes next, and tells what it is. */
  void read(Cursor in) {
    boolean wasStream = in.isStream() && listsAround == 0;
    int line = in.line();
    Cursor.Mark start = in.mark();
    SHAPE.readInto(in, this);
    if (list != null && !in.isStream() && mustWait(list)) {
      list.waitingItems.add(in.since(start));
      return;
    }
    checkSpelling();
    GroupKind type = type();
    if (type == null) {
      throw in.error("must have the field \"kind\", which is absent or null");
    }
    boolean isList = hasItems && type.kind().endsWith(KnownKinds.LIST);
    if (wasStream && hasItems && !isList) {
      throw in.error(
          "must be a list, since it is too long to be held, but is of the kind \""
              + Excerpt.text(type.kind())
              + '"');
    }
    if (begun && !type.equals(readAs) && !isList) {
      readPartsAs(type);
      SHAPE.readInto(in.since(start).open(), this);
    } else {
      beginParts();
    }
    tell(type, in, start, line);
  }

  /** Whether its list may still say what this is, or items in front of it wait. */
  private boolean mustWait(ManifestObject around) {
    boolean isUnknown = kind == null && (around.kind == null || around.apiVersion == null);
    return !around.isComplete && (isUnknown || !around.waitingItems.isEmpty());
  }

  private void misspelled(String name, Cursor in) {
    InvalidDocumentException problem = in.error("must be spelled \"" + name + "\"");
    misspelled.add(new Misspelled(name, in.readString(), problem));
  }

  /** The API server looks for these names in any letter case, and may find another type so. */
  private void checkSpelling() {
    for (Misspelled field : misspelled) {
      if (!field.value().equals(field.name().equals("kind") ? kind : apiVersion)) {
        throw field.problem();
      }
    }
  }

  /** What the object is, as far as it has been told; null if it has not. */
  private @Nullable GroupKind type() {
    String itemKind = list == null ? null : list.kindOfItems();
    String actualKind = kind == null ? itemKind : kind;
    if (actualKind == null) {
      return null;
    }
    String actualApiVersion =
        apiVersion == null && list != null && actualKind.equals(itemKind)
            ? list.apiVersion
            : apiVersion;
    if (actualApiVersion == null) {
      return PodBearingKind.named(actualKind)
          .map(known -> new GroupKind(known.groups().get(0), actualKind))
          .orElseGet(() -> new GroupKind("", actualKind));
    }
    return GroupKind.of(actualApiVersion, actualKind);
  }

  /** The kind of the items of this list, where the kind of the list tells it. */
  private @Nullable String kindOfItems() {
    return kind == null || kind.equals(KnownKinds.LIST) || !kind.endsWith(KnownKinds.LIST)
        ? null
        : kind.substring(0, kind.length() - KnownKinds.LIST.length());
  }

  /** To be called before a part is read whose meaning depends on what the object is. */
  private void beginParts() {
    if (!begun) {
      readPartsAs(type());
    }
  }

  private void readPartsAs(@Nullable GroupKind type) {
    begun = true;
    readAs = type;
    podBearing = type == null ? null : PodBearingKind.find(type.group(), type.kind()).orElse(null);
  }

  private void readMetadata(Cursor in) {
    beginParts();
    if (podBearing != null || GroupKind.NAMESPACE.equals(readAs)) {
      metadata = PodShape.OBJECT_META.read(in);
    } else {
      in.skip();
    }
  }

  private void readPod(String field, Cursor in) {
    beginParts();
    PodBearingKind bearer = podBearing;
    if (bearer == null || !field.equals(firstField(bearer))) {
      in.skip();
    } else if (bearer.isPod()) {
      pod = Pod.builder().spec(PodShape.strict().spec().read(in)).build();
    } else {
      pod = requireNonNull(TEMPLATES.get(bearer)).read(in);
    }
  }

  /** The field in which the pod stands, or the first one on the way to it. */
  private static String firstField(PodBearingKind bearer) {
    return bearer.isPod() ? "spec" : bearer.template().get(0);
  }

  private void readItems(Cursor in) {
    boolean mayBeList =
        kind == null
            ? in.isStream() || apiVersion == null || apiVersion.equals("v1")
            : kind.endsWith(KnownKinds.LIST);
    if (hasItems || !mayBeList) {
      beginParts();
      in.skip();
      return;
    }
    hasItems = true;
    if (listsAround == 0) {
      walk.items(in, this);
    } else {
      innerItems = in.cut();
    }
  }

  private void tell(GroupKind type, Cursor in, Cursor.Mark start, int line) {
    if (podBearing != null) {
      tellWorkload(podBearing, in, start, line);
    } else if (hasItems && type.kind().endsWith(KnownKinds.LIST)) {
      isComplete = true;
      if (innerItems != null) {
        walk.items(innerItems.open(), this);
      }
      waitingItems.forEach(item -> walk.waitingItem(item, this));
    } else if (type.equals(GroupKind.NAMESPACE)) {
      ObjectMeta meta = metadata();
      walk.handler().namespace(new Namespace(nullToEmpty(meta.name()), meta.labels()), line);
    } else if (type.equals(ADMISSION_REVIEW)) {
      tellReviewed(type, in.since(start), line);
    } else if (KnownKinds.bearsNoPod(type)) {
      walk.handler().skipped(type, line);
    } else if (KnownKinds.isForeign(type.group()) && PodBearingKind.named(type.kind()).isEmpty()) {
      tellForeign(type, in.since(start), line);
    } else {
      throw atKind(unknown(type), in.since(start));
    }
  }

  private ObjectMeta metadata() {
    return metadata == null ? ObjectMeta.empty() : metadata;
  }

  private void tellWorkload(PodBearingKind bearer, Cursor in, Cursor.Mark start, int line) {
    Pod template = pod;
    if (template == null) {
      throw in.error("must have the field \"" + firstField(bearer) + "\", which is absent or null");
    }
    ObjectMeta meta = metadata();
    walk.handler()
        .workload(
            new Workload(
                new PodBearer(
                    bearer,
                    nullToEmpty(meta.namespace()),
                    nullToEmpty(meta.name() == null ? meta.generateName() : meta.name()),
                    bearer.isPod()
                        ? Pod.builder().from(template).metadata(meta).build()
                        : template),
                walk.file(),
                line,
                in.since(start)));
  }

  private void tellForeign(GroupKind type, Document object, int line) {
    boolean[] found = {false};
    PodLike.find(
        object.open(),
        (path, lineThere) -> {
          found[0] = true;
          walk.handler().notJudged(type, path, lineThere);
        });
    if (!found[0]) {
      walk.handler().skipped(type, line);
    }
  }

  /** A review is told as the object that is asked about. */
  private void tellReviewed(GroupKind type, Document review, int line) {
    @Nullable Document[] object = {null};
    REVIEW.readInto(review.open(), object);
    if (object[0] == null) {
      walk.handler().skipped(type, line);
    } else {
      walk.object(object[0].open());
    }
  }

  private static String unknown(GroupKind type) {
    String problem = "the kind \"" + Excerpt.text(type.kind()) + "\" is not known in ";
    return PodBearingKind.named(type.kind())
        .map(
            known ->
                problem
                    + group(type.group())
                    + "; it bears a pod in "
                    + group(known.groups().get(0)))
        .orElseGet(
            () ->
                problem + group(type.group()) + "; a pod, or a kind that bears one, was expected");
  }

  private static String group(String group) {
    return group.isEmpty() ? "the core group" : "group \"" + Excerpt.text(group) + '"';
  }

  /** An error at the kind of an object, or at the object if it does not name its kind. */
  private static InvalidDocumentException atKind(String problem, Document object) {
    Fields kind = Fields.of("kind");
    Cursor in = object.open();
    in.beginObject();
    for (int field; (field = in.nextField(kind)) != Cursor.END; ) {
      if (field != Cursor.UNKNOWN) {
        return in.error(problem);
      }
      in.skip();
    }
    return object.open().error(problem);
  }
}
