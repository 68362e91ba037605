package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.Collections2;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of objects, in whatever order they say what they are. */
final class ManifestListTest {
  private static final String TEMPLATE =
      "{\"template\":{\"spec\":{\"containers\":[{\"name\":\"a\"}]}}}";

  /** Lists, and what is told of their items. */
  private enum Listed {
    MIXED(
        "v1",
        "List",
        "{\"kind\":\"Pod\",\"spec\":{\"containers\":[{\"name\":\"a\"}]}},{\"kind\":\"Service\"}",
        "1 Pod [a]",
        "1 skipped Service"),
    PODS("v1", "PodList", "{\"spec\":{\"containers\":[{\"name\":\"a\"}]}}", "1 Pod [a]"),
    DEPLOYMENTS(
        "apps/v1",
        "DeploymentList",
        "{\"metadata\":{\"name\":\"d\"},\"spec\":"
            + TEMPLATE
            + "},{\"kind\":\"Job\",\"spec\":"
            + TEMPLATE
            + "}",
        "1 Deployment d [a]",
        "1 Job [a]"),
    ROLE_BINDINGS(
        "rbac.authorization.k8s.io/v1",
        "RoleBindingList",
        "{\"metadata\":{\"name\":\"r\"},\"subjects\":[]},{}",
        "1 skipped RoleBinding.rbac.authorization.k8s.io",
        "1 skipped RoleBinding.rbac.authorization.k8s.io"),
    ENDPOINT_SLICES(
        "discovery.k8s.io/v1",
        "EndpointSliceList",
        "{\"endpoints\":[]}",
        "1 skipped EndpointSlice.discovery.k8s.io"),
    RUNS(
        "example.com/v1",
        "RunList",
        "{\"spec\":" + TEMPLATE + "}",
        "1 not judged Run.example.com items[0].spec.template.spec");

    final ImmutableList<String> fields;
    final ImmutableList<String> told;

    Listed(String apiVersion, String kind, String items, String... told) {
      this.fields =
          ImmutableList.of(
              "\"apiVersion\":\"" + apiVersion + "\"",
              "\"kind\":\"" + kind + "\"",
              "\"items\":[" + items + "]",
              "\"metadata\":{\"resourceVersion\":\"1\",\"continue\":\"\"}");
      this.told = ImmutableList.copyOf(told);
    }
  }

  /** A list in one of the 24 orders of its fields. */
  private record Order(Listed listed, List<String> fields) {
    String object() {
      return "{" + String.join(",", fields) + "}";
    }

    @Override
    public String toString() {
      return listed + " " + fields.stream().map(field -> field.substring(1, 2)).toList();
    }
  }

  static Stream<Order> orders() {
    List<Order> orders = new ArrayList<>();
    for (Listed listed : Listed.values()) {
      for (List<String> fields : Collections2.permutations(listed.fields)) {
        orders.add(new Order(listed, fields));
      }
    }
    return orders.stream();
  }

  @ParameterizedTest
  @MethodSource("orders")
  void aListIsToldTheSameInEachOrderOfItsFields(Order order) {
    assertEquals(order.listed().told, ManifestLog.of(order.object(), "f.json"), "JSON");
    assertEquals(order.listed().told, ManifestLog.of(order.object(), "f.yaml"), "YAML");
  }

  @ParameterizedTest
  @MethodSource("orders")
  void soIsAListInAList(Order order) {
    String around = "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[" + order.object() + "]}";
    List<String> told =
        order.listed().told.stream()
            .map(it -> it.replace("items[0]", "items[0].items[0]"))
            .toList();
    assertEquals(told, ManifestLog.of(around, "f.json"), "JSON");
    assertEquals(told, ManifestLog.of(around, "f.yaml"), "YAML");
  }

  private static List<String> readThroughAWindow(String manifest) {
    return ManifestLog.read(
            new ChunkedStream(manifest.getBytes(UTF_8), 7), "f.json", new ReaderLimits(100, 100, 1))
        .lines;
  }

  @Test
  void aListThroughAWindowIsToldTheSameIfItsItemsSayWhatTheyAre() {
    String item = "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"data\":{\"a\":\"b\"}}";
    List<String> fields =
        List.of(
            "\"apiVersion\":\"v1\"",
            "\"kind\":\"ConfigMapList\"",
            "\"items\":[" + String.join(",", item, item, item) + "]",
            "\"metadata\":{}");
    for (List<String> order : Collections2.permutations(fields)) {
      String list = "{" + String.join(",", order) + "}";
      assertEquals(
          List.of("1 skipped ConfigMap", "1 skipped ConfigMap", "1 skipped ConfigMap"),
          readThroughAWindow(list),
          list);
    }
  }

  @Test
  void aListThroughAWindowMustSayItsKindBeforeItemsThatDoNot() {
    String item = "{\"apiVersion\":\"v1\",\"data\":{\"a\":\"%s\"}}".formatted("b".repeat(40));
    String items = "\"items\":[" + item + ",\n" + item + "]";
    assertEquals(
        List.of("1 skipped ConfigMap", "2 skipped ConfigMap"),
        readThroughAWindow("{\"kind\":\"ConfigMapList\"," + items + "}"));
    assertEquals(
        List.of(
            "line 1, column 85: items[0]: must have the field \"kind\", which is absent or null",
            "line 2, column 75: items[1]: must have the field \"kind\", which is absent or null"),
        readThroughAWindow("{" + items + ",\"kind\":\"ConfigMapList\"}"));
  }

  @Test
  void whatIsTooLongToBeHeldAndTurnsOutToBeNoListIsRefused() {
    String items = "\"items\":[" + "{\"kind\":\"Service\"},".repeat(10) + "{\"kind\":\"Service\"}]";
    String manifest = "{\"metadata\":{}," + items + ",\"kind\":\"Pod\"}";
    List<String> told = readThroughAWindow(manifest);
    assertEquals(12, told.size());
    assertEquals("1 skipped Service", told.get(10));
    assertEquals(
        "line 1, column "
            + manifest.length()
            + ": must be a list, since it is too long to be held, but is of the kind \"Pod\"",
        told.get(11));
  }

  /** So many lists in one another, of which the innermost has a pod. */
  private static String lists(int depth) {
    return "{\"kind\":\"List\",\"items\":[".repeat(depth)
        + "{\"kind\":\"Pod\",\"spec\":{}}"
        + "]}".repeat(depth);
  }

  @ParameterizedTest
  @ValueSource(strings = {"f.json", "f.yaml"})
  void listsStandInOneAnotherEightDeep(String file) {
    assertEquals(List.of("1 Pod []"), ManifestLog.of(lists(1), file));
    assertEquals(List.of("1 Pod []"), ManifestLog.of(lists(8), file));
    String path = "items[0].".repeat(8) + "items";
    assertEquals(
        List.of(
            "line 1, column 216: "
                + path
                + ": lists must not stand in one another more than 8 deep"),
        ManifestLog.of(lists(9), file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"f.json", "f.yaml"})
  void whatStandsBesideAListThatIsTooDeepIsTold(String file) {
    String manifest =
        "{\"kind\":\"List\",\"items\":[\n" + lists(8) + ",\n{\"kind\":\"Pod\",\"spec\":{}}]}";
    List<String> told = ManifestLog.of(manifest, file);
    assertEquals(2, told.size());
    assertEquals("3 Pod []", told.get(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"kind":"List","items":null}              | skipped List
          {"kind":"PodList","items":[]}             |
          {"kind":"PodList"}                        | skipped PodList
          {"kind":"List","items":{}}                | items: must be a list, but is an object
          {"kind":"List","items":[5]}               | items[0]: must be an object, but is 5
          {"kind":"List","items":[null]}            | items[0]: must be an object, but is null
          {"kind":"List","items":[{"spec":{}}]}     | items[0]: must have the field "kind", which is absent or null
          {"kind":"List","items":[],"items":[]}     | items: is given twice in one object; it must be given once
          {"kind":"ConfigMap","items":[{"kind":"Pod","spec":{}}]} | skipped ConfigMap
          {"kind":"ListList","items":[{"items":[]}]} |
          """)
  void listsThatAreNone(String manifest, String told) {
    List<String> lines =
        ManifestLog.of(manifest, "f.json").stream()
            .map(line -> line.replaceFirst("^(1 |line 1, column [0-9]+: )", ""))
            .toList();
    assertEquals(told == null ? List.of() : List.of(told), lines);
  }
}
