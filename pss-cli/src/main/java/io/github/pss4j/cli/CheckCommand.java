package io.github.pss4j.cli;

import io.github.pss4j.Level;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Version;
import io.github.pss4j.cli.check.Colors;
import io.github.pss4j.cli.check.JsonReport;
import io.github.pss4j.cli.check.ManifestCheck;
import io.github.pss4j.cli.check.Problem;
import io.github.pss4j.cli.check.Report;
import io.github.pss4j.cli.check.TextReport;
import io.github.pss4j.policy.ReleaseUpgrade;
import io.github.pss4j.rules.StandardRules;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks manifests: {@code pss check}. */
@Command(
    name = "check",
    header = "Checks manifests against the Pod Security Standards.",
    description = {
      "",
      "Says of each pod, and of each pod template of a workload, whether an API server would admit"
          + " it at that level and version, and if not, why."
    },
    sortOptions = false,
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0  everything was checked and is allowed",
      "  1  everything was checked, and something is not allowed",
      "  2  something could not be read or judged, or nothing was checked"
    })
final class CheckCommand implements Subcommand {
  private static final String STDIN = "-";

  private final Console console;

  @Option(
      names = {"-l", "--level"},
      paramLabel = "LEVEL",
      description = "privileged, baseline or restricted (default: ${DEFAULT-VALUE})")
  private Level level = Level.RESTRICTED;

  @Option(
      names = {"-p", "--policy-version"},
      paramLabel = "VERSION",
      description = "latest, or a version such as v1.35 (default: ${DEFAULT-VALUE})")
  private Version version = Version.latest();

  @Option(
      names = "--cluster",
      paramLabel = "RELEASE",
      description =
          "judge as a cluster of that release does, such as v1.28 (default: the newest that is known)")
  private @Nullable Version cluster;

  @Option(
      names = "--upgrade-to",
      paramLabel = "RELEASE",
      description =
          "with --cluster: tell also what is judged otherwise once the cluster is of that release")
  private @Nullable Version upgradeTo;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text or json (default: ${DEFAULT-VALUE})")
  private Format format = Format.TEXT;

  @Option(
      names = "--as-is",
      description =
          "judge pods as they are written, without what the API server fills in before it judges")
  private boolean asIs;

  @Option(
      names = "--allow-unknown",
      description = "pass over what looks like a pod in objects of kinds that are not known")
  private boolean allowUnknown;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  boolean help;

  @Parameters(
      paramLabel = "PATH",
      description = {
        "a manifest; a directory, for all manifests in it and below (*.yaml, *.yml, *.json); or - for"
            + " standard input, which is also read if no path is given and it is piped"
      })
  private List<String> paths = List.of();

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public int run() {
    if (paths.isEmpty() && console.inIsTerminal()) {
      throw new UsageException(
          "nothing to check: name a manifest, a directory, or - for standard input");
    }
    LevelVersion policy = LevelVersion.of(level, version);
    Report report =
        switch (format) {
          case TEXT -> textReport(policy + (cluster == null ? "" : " on a cluster of " + cluster));
          case JSON -> new JsonReport(console.out());
        };
    ManifestCheck check =
        new ManifestCheck(
            policy, release(), upgrade(), asIs, Path::toString, new Progress(console, report));
    for (String path : paths.isEmpty() ? List.of(STDIN) : paths) {
      check(path, check);
    }
    return switch (check.finish().outcome(allowUnknown)) {
      case ALLOWED -> Exit.OK;
      case VIOLATING -> Exit.VIOLATIONS;
      case INCOMPLETE -> Exit.ERROR;
    };
  }

  private Version release() {
    if (cluster == null) {
      return StandardRules.newestVersion();
    }
    Version oldest = StandardRules.oldestRelease();
    Version newest = StandardRules.newestVersion();
    if (oldest.isNewerThan(cluster) || cluster.isNewerThan(newest)) {
      throw new UsageException(
          "--cluster must be a release from %s to %s, but is %s"
              .formatted(oldest, newest, cluster));
    }
    return cluster;
  }

  private Optional<ReleaseUpgrade> upgrade() {
    if (upgradeTo == null) {
      return Optional.empty();
    }
    if (cluster == null) {
      throw new UsageException("--upgrade-to needs --cluster, the release to upgrade from");
    }
    if (!upgradeTo.isNewerThan(cluster) || upgradeTo.isNewerThan(StandardRules.newestVersion())) {
      throw new UsageException(
          "--upgrade-to must be a release after %s and up to %s, but is %s"
              .formatted(cluster, StandardRules.newestVersion(), upgradeTo));
    }
    return Optional.of(ReleaseUpgrade.between(cluster, upgradeTo));
  }

  private TextReport textReport(String asked) {
    return new TextReport(
        asked,
        console.out(),
        Colors.of(console.colorsOutput()),
        console.err(),
        Colors.of(console.colorsErrors()));
  }

  private void check(String path, ManifestCheck check) {
    if (path.equals(STDIN)) {
      check.check("<stdin>", console.in());
      return;
    }
    try {
      check.check(path, List.of(Path.of(path)));
    } catch (InvalidPathException e) {
      check.fail(Problem.of(path, "cannot be the name of a file: " + e.getReason()));
    }
  }
}
