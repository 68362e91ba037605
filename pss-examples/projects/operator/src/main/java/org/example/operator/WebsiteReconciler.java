package org.example.operator;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.pss4j.LevelVersion;
import java.util.Optional;

/** Brings the cluster to what a website asks for. */
public final class WebsiteReconciler {
  private final KubernetesClient client;
  private final PodSecurityCheck check;

  /**
   * A reconciler.
   *
   * @param policy what the namespaces of websites enforce
   */
  public WebsiteReconciler(KubernetesClient client, LevelVersion policy) {
    this.client = client;
    this.check = new PodSecurityCheck(policy);
  }

  /**
   * Applies the Deployment of a website, unless its pods would not be admitted: the cluster would
   * take the Deployment with a warning that nobody sees, and then never start a pod.
   *
   * @return what to write into the status of the website
   */
  public String reconcile(Website website) {
    Deployment deployment = Deployments.of(website);
    Optional<String> violation = check.violation(deployment);
    if (violation.isPresent()) {
      return "Refused: " + violation.get();
    }
    client.resource(deployment).serverSideApply();
    return "Applied";
  }
}
