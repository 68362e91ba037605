package io.github.pss4j.cli.check;

import io.github.pss4j.Evaluation;
import io.github.pss4j.Finding;
import io.github.pss4j.Version;
import io.github.pss4j.jackson.Workload;
import io.github.pss4j.policy.UpgradeEffect;
import java.util.Set;

/** Is told what a check finds out, as it finds it out. Not thread-safe unless it says so. */
public interface Report {
  /**
   * A workload was judged.
   *
   * @param filledIn those of the findings that are about what the API server fills in, and not
   *     about what is written
   */
  void judged(Workload workload, Evaluation evaluation, Set<Finding> filledIn);

  /**
   * Something else would be said of the workload that was judged last, were the cluster upgraded.
   *
   * @param release the release of the upgraded cluster
   */
  default void upgraded(Workload workload, Version release, UpgradeEffect effect) {}

  /** Something that looks like a pod was not judged. */
  void notJudged(Unjudged unjudged);

  /** Something could not be read. */
  void failed(Problem problem);

  /** All is read. */
  void finished(Summary summary, Skipped skipped);
}
