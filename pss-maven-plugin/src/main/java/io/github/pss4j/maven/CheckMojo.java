package io.github.pss4j.maven;

import com.google.common.hash.HashCode;
import io.github.pss4j.Level;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Version;
import io.github.pss4j.cli.check.ManifestCheck;
import io.github.pss4j.cli.check.Problem;
import io.github.pss4j.cli.check.Summary;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Checks Kubernetes manifests against the Pod Security Standards, as <code>pss check</code> does:
 * says of each pod, and of each pod template of a workload, whether an API server would admit it at
 * that level and version, and fails the build if not, or if anything could not be read or judged.
 *
 * <p>Nothing is done if neither the manifests nor the configuration nor the plugin has changed
 * since the last check that allowed everything.
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class CheckMojo extends AbstractMojo {
  private static final List<String> USUAL_DIRECTORIES =
      List.of("src/main/k8s", "src/main/kubernetes", "k8s", "kubernetes");

  /**
   * What to check: files, directories and patterns, relative to the project's directory. A
   * directory stands for all files in it and below that end with .yaml, .yml or .json, without
   * hidden directories. In a pattern <code>*</code>, <code>?</code>, <code>[a-z]</code> and <code>
   * {a,b}</code> match within a name, and <code>**</code> matches any number of directories. An
   * entry in which there is no object at all is an error.
   *
   * <p>If there is none, those of <code>src/main/k8s</code>, <code>src/main/kubernetes</code>,
   * <code>k8s</code> and <code>kubernetes</code> that exist are checked.
   */
  @Parameter(property = "pss.manifests")
  private @Nullable List<@Nullable String> manifests;

  /** The level that pods must meet: privileged, baseline or restricted. */
  @Parameter(property = "pss.level", defaultValue = "restricted")
  private String level;

  /** The version of the standards: latest, or a version such as v1.35. */
  @Parameter(property = "pss.policyVersion", defaultValue = "latest")
  private String version;

  /** Judges pods as they are written, without what the API server fills in before it judges. */
  @Parameter(property = "pss.asIs", defaultValue = "false")
  private boolean asIs;

  /** Passes over what looks like a pod in objects of kinds that are not known. */
  @Parameter(property = "pss.allowUnknown", defaultValue = "false")
  private boolean allowUnknown;

  /**
   * A file to write the report to, such as <code>target/pss.json</code>: JSON if its name ends with
   * .json, else text.
   */
  @Parameter(property = "pss.reportFile")
  private @Nullable File reportFile;

  /**
   * Fails the build if no manifests are configured and none of the usual directories exists; else a
   * warning says so. For a configuration that modules without manifests inherit.
   */
  @Parameter(property = "pss.failIfNoManifests", defaultValue = "true")
  private boolean failIfNoManifests;

  /** Does nothing. */
  @Parameter(property = "pss.skip", defaultValue = "false")
  private boolean skip;

  @Parameter(defaultValue = "${project.basedir}", readonly = true, required = true)
  private File projectDirectory;

  @Parameter(defaultValue = "${project.build.directory}", readonly = true, required = true)
  private File buildDirectory;

  @Parameter(defaultValue = "${session.executionRootDirectory}", readonly = true, required = true)
  private File rootDirectory;

  @Parameter(defaultValue = "${mojoExecution.executionId}", readonly = true, required = true)
  private String executionId;

  @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
  private PluginDescriptor plugin;

  /** For Maven, which sets the parameters. */
  public CheckMojo() {}

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("the check of manifests is skipped");
      return;
    }
    LevelVersion policy = policy();
    List<Input> inputs = inputs();
    if (inputs.isEmpty()) {
      String nothing =
          "nothing to check: no manifests are configured, and %s has none of the directories %s"
              .formatted(projectDirectory, String.join(", ", USUAL_DIRECTORIES));
      if (failIfNoManifests) {
        throw new MojoExecutionException(nothing);
      }
      getLog().warn(nothing);
      return;
    }
    try {
      checkIfChanged(policy, inputs);
    } catch (IOException e) {
      throw new MojoExecutionException("cannot write to " + e.getMessage(), e);
    }
  }

  private LevelVersion policy() throws MojoExecutionException {
    try {
      return LevelVersion.of(Level.parse(level), Version.parse(version));
    } catch (IllegalArgumentException e) {
      throw new MojoExecutionException(e.getMessage());
    }
  }

  private List<Input> inputs() throws MojoExecutionException {
    List<Input> inputs = new ArrayList<>();
    if (manifests == null || manifests.isEmpty()) {
      for (String usual : USUAL_DIRECTORIES) {
        Path directory = base().resolve(usual);
        if (Files.isDirectory(directory)) {
          inputs.add(new Input(name(directory), List.of(directory), List.of()));
        }
      }
      return inputs;
    }
    for (String entry : manifests) {
      inputs.add(input(entry));
    }
    return inputs;
  }

  private Input input(@Nullable String entry) throws MojoExecutionException {
    if (entry == null || entry.isBlank()) {
      throw new MojoExecutionException(
          "an entry of the manifests is empty: it must be a file, a directory or a pattern");
    }
    try {
      if (!Glob.isGlob(entry)) {
        Path path = base().resolve(entry);
        return new Input(name(path), List.of(path), List.of());
      }
      Glob glob = Glob.find(base(), entry);
      List<Problem> problems = new ArrayList<>();
      glob.unreadable().forEach((path, problem) -> problems.add(Problem.of(name(path), problem)));
      return new Input(entry, glob.found(), problems);
    } catch (InvalidPathException e) {
      throw new MojoExecutionException(
          "\"" + entry + "\" cannot be the name of a file: " + e.getReason());
    } catch (PatternSyntaxException e) {
      throw new MojoExecutionException(
          "\"" + entry + "\" is not a pattern of files: " + e.getDescription());
    }
  }

  private void checkIfChanged(LevelVersion policy, List<Input> inputs)
      throws IOException, MojoExecutionException, MojoFailureException {
    Success success =
        new Success(buildDirectory.toPath().resolve("pss-" + executionId + ".success"));
    Optional<HashCode> before = digest(policy, inputs);
    if (before.isPresent() && success.wasAbout(withReport(before.get()))) {
      getLog().info("nothing has changed since everything was allowed at " + policy);
      return;
    }
    success.forget();
    check(policy, inputs);
    // What was changed meanwhile may not be what was checked.
    if (before.isPresent() && before.equals(digest(policy, inputs()))) {
      success.remember(withReport(before.get()));
    }
  }

  private void check(LevelVersion policy, List<Input> inputs)
      throws IOException, MojoFailureException {
    LogReport log = new LogReport(policy, getLog());
    Summary summary;
    if (reportFile == null) {
      summary = run(new ManifestCheck(policy, asIs, this::name, log), inputs);
    } else {
      FileReport report = new FileReport(log, policy, reportFile.toPath());
      summary = run(new ManifestCheck(policy, asIs, this::name, report), inputs);
      report.write();
    }
    switch (summary.outcome(allowUnknown)) {
      case ALLOWED -> {}
      case VIOLATING ->
          throw new MojoFailureException(
              "%s is violated by %d of %d workloads, listed above"
                  .formatted(policy, summary.violating(), summary.checked()));
      case INCOMPLETE ->
          throw new MojoFailureException(
              "not everything was checked: %d not read, %d not judged, listed above"
                  .formatted(summary.errors(), summary.notJudged()));
    }
  }

  private static Summary run(ManifestCheck check, List<Input> inputs) {
    inputs.forEach(input -> input.giveTo(check));
    return check.finish();
  }

  /** All that the outcome depends on; empty if some of it cannot be read. */
  private Optional<HashCode> digest(LevelVersion policy, List<Input> inputs) {
    Fingerprint fingerprint =
        new Fingerprint()
            .plus(policy.toString())
            .plus("asIs " + asIs)
            .plus("allowUnknown " + allowUnknown);
    try {
      for (Artifact artifact : plugin.getArtifacts()) {
        fingerprint.plus(artifact.getId());
        if (artifact.isSnapshot()) {
          fingerprint.plusFile(artifact.getFile().toPath());
        }
      }
      for (Input input : inputs) {
        fingerprint.plusInput(input);
      }
      return Optional.of(fingerprint.digest());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** That digest and the report, which must still be there and be about the same. */
  private HashCode withReport(HashCode digest) {
    Fingerprint fingerprint = new Fingerprint().plus(digest.toString());
    if (reportFile == null) {
      return fingerprint.digest();
    }
    try {
      return fingerprint.plusFile(reportFile.toPath()).digest();
    } catch (IOException e) {
      return fingerprint.plus("no report").digest();
    }
  }

  private Path base() {
    return projectDirectory.toPath();
  }

  /** What a file or directory is called: as seen from where the build was started. */
  private String name(Path path) {
    Path root = rootDirectory.toPath();
    Path normalized = path.normalize();
    return normalized.startsWith(root.getRoot())
        ? root.relativize(normalized).toString()
        : normalized.toString();
  }
}
