package io.github.pss4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pss4j.cli.Shell.Result;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code pss check} writes and answers, word for word. */
final class CheckCommandTest {
  /** Meets baseline, not restricted. */
  private static final String PLAIN =
      """
      {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "plain"},
       "spec": {"containers": [{"name": "a"}]}}
      """;

  private static final String PRIVILEGED =
      """
      apiVersion: apps/v1
      kind: DaemonSet
      metadata:
        name: agent
        namespace: ops
      spec:
        template:
          spec:
            containers:
              - name: a
                securityContext:
                  privileged: true
      """;

  private static final String PRIVILEGED_IN_TEXT =
      """
      <stdin>:1: DaemonSet ops/agent violates baseline:v1.30
        privileged: privileged
          container "a" must not set securityContext.privileged=true
            line 12: spec.template.spec.containers[0].securityContext.privileged
                     is true, must be false, or absent

      checked 1 workload at baseline:v1.30: 0 allowed, 1 violating
      """;

  private static final String CONFIG_MAP =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings}
      """;

  /** The volume gets a source and the port a host port before the API server judges them. */
  private static final String INCOMPLETE =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: incomplete}
      spec:
        hostNetwork: true
        volumes: [{name: v}]
        containers:
          - name: a
            ports:
              - containerPort: 8080
      """;

  private final Path directory;

  CheckCommandTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void whatIsAllowedTakesOneLine() {
    assertEquals(
        new Result(
            0,
            """
            <stdin>:1: Pod plain is allowed

            checked 1 workload at baseline:latest: 1 allowed, 0 violating
            """,
            ""),
        Shell.plain().withStdin(PLAIN).run("check", "-l", "baseline"));
  }

  @Test
  void whatIsNotAllowedIsExplained() {
    assertEquals(
        new Result(1, PRIVILEGED_IN_TEXT, ""),
        Shell.plain().withStdin(PRIVILEGED).run("check", "-l", "baseline", "-p", "v1.30", "-"));
  }

  @Test
  void theDefaultsAreRestrictedAndLatest() {
    assertEquals(
        Shell.plain().withStdin(PLAIN).run("check", "-l", "restricted", "-p", "latest", "-"),
        Shell.plain().withStdin(PLAIN).run("check"));
  }

  @Test
  void aPodIsJudgedWithWhatTheApiServerFillsIn() {
    assertEquals(
        new Result(
            1,
            """
            <stdin>:1: Pod incomplete violates baseline:latest
              hostNamespaces: host namespaces
                hostNetwork=true
                  line 5: spec.hostNetwork
                          is true, must be false, or absent
              hostPorts: hostPort
                container "a" uses hostPort 8080
                  line 10: spec.containers[0].ports[0].hostPort
                           is 8080 (filled in by the API server), must be 0, or absent

            checked 1 workload at baseline:latest: 0 allowed, 1 violating
            """,
            ""),
        Shell.plain().withStdin(INCOMPLETE).run("check", "-l", "baseline"));
  }

  @Test
  void aPodIsJudgedAsItIsWrittenIfAskedTo() {
    assertEquals(
        new Result(
            1,
            """
            <stdin>:1: Pod incomplete violates baseline:latest
              hostNamespaces: host namespaces
                hostNetwork=true
                  line 5: spec.hostNetwork
                          is true, must be false, or absent

            checked 1 workload at baseline:latest: 0 allowed, 1 violating
            """,
            ""),
        Shell.plain().withStdin(INCOMPLETE).run("check", "-l", "baseline", "--as-is"));
  }

  @Test
  void aClusterAnswersByItsOwnCode() {
    String manifest =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          hostIPC: true
          securityContext: {appArmorProfile: {type: Unconfined}}
        """;
    assertEquals(
        new Result(
            1,
            """
            <stdin>:1: Pod web violates baseline:latest on a cluster of v1.29
              hostNamespaces: host namespaces
                hostIPC=true
                  line 5: spec.hostIPC
                          is true, must be false, or absent

            checked 1 workload at baseline:latest on a cluster of v1.29: 0 allowed, 1 violating
            """,
            ""),
        Shell.plain().withStdin(manifest).run("check", "-l", "baseline", "--cluster", "v1.29"));
    assertEquals(
        Shell.plain().withStdin(manifest).run("check", "-o", "json"),
        Shell.plain().withStdin(manifest).run("check", "-o", "json", "--cluster", "v1.37"));
  }

  @Test
  void aClusterGetsThePodThatItsApiServerMakesOfTheManifest() {
    String manifest =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          os: {name: linux}
          securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
          volumes: [{name: model, image: {reference: registry.example.com/model}}]
        """;
    for (String release : new String[] {"v1.30", "v1.33"}) {
      assertEquals(
          0, Shell.plain().withStdin(manifest).run("check", "--cluster", release).exit(), release);
    }
    assertEquals(
        1, Shell.plain().withStdin(manifest).run("check", "--cluster", "v1.30", "--as-is").exit());
    assertEquals(1, Shell.plain().withStdin(manifest).run("check", "--cluster", "v1.32").exit());
  }

  private static final String PROBED =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
        - name: a
          livenessProbe: {httpGet: {host: example.com, port: 80}}
      """;

  @Test
  void anUpgradeIsToldWithControlsAndCauses() {
    assertEquals(
        new Result(
            1,
            """
            <stdin>:1: Pod web is allowed

            <stdin>:1: Pod web is newly denied on v1.35
              hostProbesAndHostLifecycle: newly denied
                v1.34 (policy): the control is new

            checked 1 workload at baseline:latest on a cluster of v1.28: 1 allowed, 0 violating; 1 newly denied
            """,
            ""),
        Shell.plain()
            .withStdin(PROBED)
            .run("check", "-l", "baseline", "--cluster", "v1.28", "--upgrade-to", "v1.35"));
    assertEquals(
        0,
        Shell.plain()
            .withStdin(PROBED)
            .run("check", "-l", "baseline", "--cluster", "v1.28", "--upgrade-to", "v1.33")
            .exit());
    assertEquals(
        0,
        Shell.plain()
            .withStdin(PROBED)
            .run(
                "check",
                "-l",
                "baseline",
                "-p",
                "v1.28",
                "--cluster",
                "v1.28",
                "--upgrade-to",
                "v1.35",
                "--as-is")
            .exit());
  }

  @Test
  void anUpgradeIsToldInJson() throws Exception {
    JsonNode upgrades =
        new ObjectMapper()
            .readTree(
                Shell.plain()
                    .withStdin(PROBED)
                    .run(
                        "check",
                        "-l",
                        "baseline",
                        "--cluster",
                        "v1.28",
                        "--upgrade-to",
                        "v1.35",
                        "-o",
                        "json")
                    .out())
            .get("upgrades");
    assertEquals(
        new ObjectMapper()
            .readTree(
                """
                [{"source":{"file":"<stdin>","line":1},"kind":"Pod","namespace":"","name":"web",
                "release":"v1.35","effect":"newly denied","changes":[
                {"control":"hostProbesAndHostLifecycle","effect":"newly denied",
                "causes":["v1.34 (policy): the control is new"]}]}]"""),
        upgrades);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --upgrade-to v1.35                  | --upgrade-to needs --cluster, the release to upgrade from
          --cluster v1.35 --upgrade-to v1.35  | --upgrade-to must be a release after v1.35 and up to v1.37, but is v1.35
          --cluster v1.35 --upgrade-to v1.38  | --upgrade-to must be a release after v1.35 and up to v1.37, but is v1.38
          --cluster v1.35 --upgrade-to latest | --upgrade-to must be a release after v1.35 and up to v1.37, but is latest
          """)
  void anUpgradeIsFromARelease(String options, String problem) {
    Result result = Shell.plain().withStdin(PROBED).run((Object[]) ("check " + options).split(" "));
    assertEquals(2, result.exit());
    assertTrue(result.err().contains(problem), result.err());
  }

  @ParameterizedTest
  @CsvSource({"v1.21", "v1.38", "latest"})
  void aClusterIsOfAReleaseThatIsKnown(String release) {
    Result result = Shell.plain().withStdin(PLAIN).run("check", "--cluster", release);
    assertEquals(2, result.exit());
    assertTrue(
        result.err().contains("--cluster must be a release from v1.22 to v1.37, but is " + release),
        result.err());
  }

  @Test
  void jsonIsOneObject() {
    assertEquals(
        new Result(
            2,
            """
            {
              "results": [
                {
                  "source": {
                    "file": "<stdin>",
                    "line": 1
                  },
                  "kind": "DaemonSet",
                  "namespace": "ops",
                  "name": "agent",
                  "level": "baseline",
                  "version": "v1.30",
                  "allowed": false,
                  "message": "violates PodSecurity \\"baseline:v1.30\\": privileged (container \\"a\\" must not set securityContext.privileged=true)",
                  "violations": [
                    {
                      "control": "privileged",
                      "level": "baseline",
                      "reason": "privileged",
                      "detail": "container \\"a\\" must not set securityContext.privileged=true",
                      "findings": [
                        {
                          "path": "spec.template.spec.containers[0].securityContext.privileged",
                          "pointer": "/spec/template/spec/containers/0/securityContext/privileged",
                          "actual": true,
                          "allowed": "false, or absent"
                        }
                      ]
                    }
                  ]
                },
                {
                  "source": {
                    "file": "<stdin>",
                    "line": 18
                  },
                  "kind": "Pod",
                  "namespace": "",
                  "name": "plain",
                  "level": "baseline",
                  "version": "v1.30",
                  "allowed": true,
                  "message": "",
                  "violations": []
                }
              ],
              "notJudged": [],
              "skipped": [
                {
                  "group": "",
                  "kind": "ConfigMap",
                  "count": 1,
                  "first": {
                    "file": "<stdin>",
                    "line": 14
                  }
                }
              ],
              "errors": [
                {
                  "file": "<stdin>",
                  "line": 22,
                  "column": 8,
                  "message": "spec: must be an object, but is a list"
                },
                {
                  "file": "nowhere.yaml",
                  "line": 0,
                  "column": 0,
                  "message": "no such file or directory"
                }
              ],
              "summary": {
                "checked": 2,
                "allowed": 1,
                "violating": 1,
                "skipped": 1,
                "notJudged": 0,
                "errors": 2
              }
            }
            """,
            ""),
        Shell.plain()
            .withStdin(
                String.join("---\n", PRIVILEGED, CONFIG_MAP, PLAIN, "{kind: Pod,\n spec: []}\n"))
            .run("check", "-l", "baseline", "-p", "v1.30", "-o", "json", "-", "nowhere.yaml"));
  }

  @Test
  void whatBearsNoPodIsCounted() {
    assertEquals(
        new Result(
            0,
            "checked 0 workloads at restricted:latest: 0 allowed, 0 violating;"
                + " skipped 1 object without a pod\n"
                + "  skipped 1 ConfigMap, at <stdin>:1\n",
            ""),
        Shell.plain().withStdin(CONFIG_MAP).run("check"));
  }

  @Test
  void aPodWithoutANameIsCalledByItsKind() {
    assertEquals(
        "<stdin>:1: Pod is allowed\n",
        Shell.plain()
            .withStdin("{\"kind\":\"Pod\",\"spec\":{}}")
            .run("check", "-l", "baseline")
            .out()
            .lines()
            .findFirst()
            .map(line -> line + "\n")
            .orElse(""));
  }

  @Test
  void anAdmissionReviewIsJudgedAsWhatItAsksAbout() {
    Result result =
        Shell.plain()
            .withStdin(
                """
                {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview",
                 "request": {"object":
                   {"apiVersion": "v1", "kind": "Pod", "spec": {"hostPID": true}}}}
                """)
            .run("check", "-l", "baseline");
    assertEquals(1, result.exit());
    assertTrue(result.out().startsWith("<stdin>:3: Pod violates baseline:latest\n"), result.out());
  }

  @Test
  void skippedKindsAreToldWithCountAndFirstPlace() {
    assertEquals(
        new Result(
            0,
            """
            checked 0 workloads at restricted:latest: 0 allowed, 0 violating; skipped 3 objects without a pod
              skipped 2 ConfigMap, the first at <stdin>:1
              skipped 1 Issuer.cert-manager.io, at <stdin>:5
            """,
            ""),
        Shell.plain()
            .withStdin(
                String.join(
                    "---\n",
                    CONFIG_MAP,
                    "{apiVersion: cert-manager.io/v1, kind: Issuer, spec: {containers: []}}\n",
                    CONFIG_MAP))
            .run("check"));
  }

  private static final String ROLLOUT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: r}
      spec:
        template:
          spec:
            containers: [{name: a}]
      """;

  @Test
  void whatLooksLikeAPodInAnUnknownKindIsNotJudgedAndFails() {
    assertEquals(
        new Result(
            2,
            """
            <stdin>:7: Rollout.argoproj.io is not judged
              spec.template.spec looks like a pod, but the kind is not known

            checked 0 workloads at restricted:latest: 0 allowed, 0 violating, 1 not judged
            """,
            ""),
        Shell.plain().withStdin(ROLLOUT).run("check"));
    assertEquals(0, Shell.plain().withStdin(ROLLOUT).run("check", "--allow-unknown").exit());
    assertEquals(
        1,
        Shell.plain()
            .withStdin(ROLLOUT + "---\n" + PRIVILEGED)
            .run("check", "--allow-unknown")
            .exit());
  }

  @Test
  void whatIsNotJudgedIsToldInJsonToo() {
    Result result = Shell.plain().withStdin(ROLLOUT).run("check", "-o", "json");
    assertEquals(2, result.exit());
    assertTrue(
        result
            .out()
            .contains(
                """
                  "notJudged": [
                    {
                      "source": {
                        "file": "<stdin>",
                        "line": 7
                      },
                      "group": "argoproj.io",
                      "kind": "Rollout",
                      "path": "spec.template.spec"
                    }
                  ],
                """),
        result.out());
  }

  @Test
  void aPodBearingKindInAnotherGroupIsAnError() {
    assertEquals(
        new Result(
            2,
            "checked 0 workloads at restricted:latest: 0 allowed, 0 violating; 1 error\n",
            "<stdin>:2:7: kind: the kind \"Deployment\" is not known in group \"apps.k8s.io\"; it"
                + " bears a pod in group \"apps\"\n"),
        Shell.plain()
            .withStdin("apiVersion: apps.k8s.io/v1\nkind: Deployment\nspec: {}\n")
            .run("check"));
  }

  @Test
  void aVolumeWithAFieldThatIsNotKnownIsAnError() {
    assertEquals(
        new Result(
            2,
            "checked 0 workloads at restricted:latest: 0 allowed, 0 violating; 1 error\n",
            "<stdin>:4:33: spec.volumes[0].hostpath: is no known source of a volume; \"hostPath\" was"
                + " probably meant\n"),
        Shell.plain()
            .withStdin(
                "apiVersion: v1\nkind: Pod\nspec:\n  volumes: [{name: v, hostpath: {path: /}}]\n")
            .run("check"));
  }

  @Test
  void directoriesAreWalkedInOrder() throws IOException {
    write("b.json", PLAIN);
    write("a/z.yml", PLAIN);
    write("a/.hidden/x.yaml", PRIVILEGED);
    write("a/notes.txt", "no manifest");
    write("c.yaml", PLAIN);
    Files.createSymbolicLink(directory.resolve("a/loop"), directory);
    Files.createSymbolicLink(directory.resolve("d.yaml"), directory.resolve("gone"));
    Result result = Shell.plain().run("check", "-l", "baseline", directory);
    assertEquals(
        """
        /a/z.yml:1: Pod plain is allowed
        /b.json:1: Pod plain is allowed
        /c.yaml:1: Pod plain is allowed

        checked 3 workloads at baseline:latest: 3 allowed, 0 violating; 1 error
        """,
        result.out().replace(directory.toString(), ""));
    assertEquals(directory + "/d.yaml: no such file or directory\n", result.err());
    assertEquals(2, result.exit());
  }

  @Test
  void aHiddenDirectoryThatIsNamedIsWalked() throws IOException {
    write(".config/x.yaml", PLAIN);
    assertEquals(
        0, Shell.plain().run("check", "-l", "baseline", directory.resolve(".config")).exit());
  }

  private void write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void withoutAPathATerminalIsNotReadFrom() {
    assertEquals(
        new Result(
            2,
            "",
            "pss check: nothing to check: name a manifest, a directory, or - for standard input;"
                + " see pss check --help\n"),
        Shell.plain().withStdin(PLAIN).withTerminals("0", Map.of()).run("check"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "check -l strict | pss check: unknown level \"strict\": must be one of privileged, baseline,"
            + " restricted; see pss check --help",
        "check -p v1.01 | pss check: unknown version \"v1.01\": must be \"latest\" or \"v1.x\";"
            + " see pss check --help",
        "check -p 1.25 | pss check: unknown version \"1.25\": must be \"latest\" or \"v1.x\";"
            + " see pss check --help",
        "check -p v2.0 | pss check: unknown version \"v2.0\": must be \"latest\" or \"v1.x\";"
            + " see pss check --help",
        "check -o xml | pss check: unknown format \"xml\": must be text or json;"
            + " see pss check --help",
        "check --levle x | pss check: unknown option: '--levle', did you mean --level?;"
            + " see pss check --help",
        "check -l | pss check: missing required parameter for option '--level' (LEVEL);"
            + " see pss check --help",
        "chek | pss: unmatched argument at index 0: 'chek', did you mean check?; see pss --help",
        "`` | pss: a command is missing; see pss --help",
      })
  void aWrongCommandLineSaysWhatWouldBeRight(String line, String message) {
    Object[] args = line.isEmpty() ? new Object[0] : line.split(" ", -1);
    assertEquals(new Result(2, "", message + "\n"), Shell.plain().withStdin(PLAIN).run(args));
  }

  @Test
  void anArgumentIsNeverTakenForAFileOfArguments() throws IOException {
    write("arguments", "--help");
    String argument = "@" + directory.resolve("arguments");
    assertEquals(
        argument + ": no such file or directory\n", Shell.plain().run("check", argument).err());
  }

  @Test
  void colorsAreForTerminals() {
    String colored =
        """
        \033[1m<stdin>:1:\033[0m DaemonSet ops/agent \033[31mviolates baseline:v1.30\033[0m
          \033[1mprivileged\033[0m: privileged
            container "a" must not set securityContext.privileged=true
        \033[2m      line 12: \033[0mspec.template.spec.containers[0].securityContext.privileged
                       is true, must be false, or absent

        checked 1 workload at baseline:v1.30: \033[32m0 allowed\033[0m, \033[31m1 violating\033[0m
        """;
    Object[] args = {"check", "-l", "baseline", "-p", "v1.30"};
    Shell shell = Shell.plain().withStdin(PRIVILEGED);
    assertEquals(colored, shell.withTerminals("1", Map.of("TERM", "xterm")).run(args).out());
    assertEquals(
        colored, shell.withTerminals("1", Map.of("TERM", "xterm", "NO_COLOR", "")).run(args).out());
    assertEquals(
        PRIVILEGED_IN_TEXT,
        shell.withTerminals("1", Map.of("TERM", "xterm", "NO_COLOR", "1")).run(args).out());
    assertEquals(
        PRIVILEGED_IN_TEXT, shell.withTerminals("1", Map.of("TERM", "dumb")).run(args).out());
    assertEquals(
        PRIVILEGED_IN_TEXT, shell.withTerminals("2", Map.of("TERM", "xterm")).run(args).out());
  }

  @Test
  void aManifestCannotPlayWithTheTerminal() {
    String manifest =
        """
        {"kind": "Pod", "metadata": {"name": "a\\u001b[2J\\nb.yaml:1: Pod b", "namespace": "\\u202e"},
         "spec": {"containers": [{"name": "\\r"}]}}
        """;
    assertEquals(
        """
        <stdin>:1: Pod \\u202e/a\\u001b[2J\\u000ab.yaml:1: Pod b is allowed

        checked 1 workload at baseline:latest: 1 allowed, 0 violating
        """,
        Shell.plain().withStdin(manifest).run("check", "-l", "baseline").out());
  }

  @Test
  void aLongCheckTellsItsProgressToATerminal() {
    Shell shell = Shell.plain().withStdin(pods(1_250));
    assertEquals(
        "\r\033[Kchecked 1,000 …\r\033[Kchecked 1,100 …\r\033[Kchecked 1,200 …\r\033[K",
        shell.withTerminals("2", Map.of()).run("check", "-l", "privileged").err());
    assertEquals("", shell.run("check", "-l", "privileged").err());
    assertEquals(
        "", Shell.plain().withStdin(pods(999)).withTerminals("2", Map.of()).run("check").err());
  }

  private static String pods(int count) {
    return "{\"kind\": \"List\", \"items\": [" + (PLAIN + ",").repeat(count - 1) + PLAIN + "]}";
  }

  @Test
  void aReceiverThatGoesAwayIsNoNews() {
    assertEquals(new Result(2, "", ""), runWithFailingOutput("Broken pipe"));
  }

  @Test
  void anOutputThatCannotBeWrittenIsAnError() {
    assertEquals(
        new Result(2, "", "cannot write the output: No space left on device\n"),
        runWithFailingOutput("No space left on device"));
  }

  private static Result runWithFailingOutput(String problem) {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(problem);
          }
        };
    return run(new ByteArrayInputStream(PLAIN.getBytes(UTF_8)), full);
  }

  @Test
  void anInputThatBreaksOffIsAnError() {
    assertEquals(
        new Result(2, "", "<stdin>: cannot be read: Input/output error\n"),
        run(
            new FilterInputStream(InputStream.nullInputStream()) {
              @Override
              public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("Input/output error");
              }
            },
            OutputStream.nullOutputStream()));
  }

  @Test
  void whatMustNotHappenIsToldInOneLine() {
    assertEquals(
        new Result(2, "", "internal error: java.lang.IllegalStateException: one\\u000atwo\n"),
        run(
            new FilterInputStream(InputStream.nullInputStream()) {
              @Override
              public int read(byte[] into, int offset, int length) {
                throw new IllegalStateException("one\ntwo");
              }
            },
            OutputStream.nullOutputStream()));
  }

  private static Result run(InputStream in, OutputStream out) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit = Pss.run(Console.of(in, out, err, "", Map.of()), "check", "-l", "baseline");
    return new Result(exit, "", err.toString(UTF_8));
  }

  @Test
  void helpAndVersionAreNoErrors() {
    assertEquals(new Result(0, "pss 0.1.0-SNAPSHOT\n", ""), Shell.plain().run("--version"));
    assertEquals(
        new Result(
            0,
            """
            Usage: pss [-hV] COMMAND
            The Kubernetes Pod Security Standards, offline and for any policy version.
              -h, --help      Show this help message and exit.
              -V, --version   Print version information and exit.
            Commands:
              check  Checks manifests against the Pod Security Standards.
              serve  Answers AdmissionReviews over HTTPS as Pod Security Admission would.
            """,
            ""),
        Shell.plain().run("--help"));
    Result help = Shell.plain().run("check", "--help");
    assertEquals(new Result(0, help.out(), ""), help);
    assertEquals(
        """
        Exit codes:
          0  everything was checked and is allowed
          1  everything was checked, and something is not allowed
          2  something could not be read or judged, or nothing was checked
        """,
        help.out().substring(help.out().indexOf("Exit codes:")));
  }
}
