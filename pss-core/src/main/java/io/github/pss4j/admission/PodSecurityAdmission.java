package io.github.pss4j.admission;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.github.pss4j.Policy;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.workload.GroupResource;
import io.github.pss4j.workload.PodBearingKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The API server's Pod Security Admission: a request in, a decision out. Thread-safe if the objects
 * that it is built from are.
 *
 * <p>No request makes it throw. A pod or namespace that cannot be judged is refused; any other
 * object that bears a pod is then allowed with an audit annotation, since its pods will be judged.
 *
 * <pre>{@code
 * PodSecurityAdmission admission =
 *     PodSecurityAdmission.builder(namespaces, pods).configuration(configuration).build();
 * AdmissionDecision decision = admission.decide(request, Instant.MAX);
 * }</pre>
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-admission/">Pod Security
 *     Admission</a>
 */
public final class PodSecurityAdmission {
  /** Those that do not change what a pod runs. One that is not known here is examined. */
  private static final ImmutableSet<String> IGNORED_POD_SUBRESOURCES =
      ImmutableSet.of(
          "exec", "attach", "binding", "eviction", "log", "portforward", "proxy", "status");

  private final NamespaceAdmission namespaceAdmission;
  private final PodAdmission podAdmission;
  private final ImmutableMap<GroupResource, PodBearingKind> kinds;

  private PodSecurityAdmission(Builder builder) {
    namespaceAdmission =
        new NamespaceAdmission(
            builder.configuration,
            new NamespaceDryRun(
                builder.policy,
                builder.configuration,
                builder.pods,
                builder.dryRunLimits,
                builder.clock));
    podAdmission =
        new PodAdmission(
            builder.policy, builder.configuration, builder.namespaces, builder.listener);
    kinds = ImmutableMap.copyOf(builder.kinds);
  }

  /** Begins an admission that looks up the namespaces and pods of the cluster here. */
  public static Builder builder(NamespaceGetter namespaces, PodLister pods) {
    return new Builder(namespaces, pods);
  }

  /**
   * Decides on a request. One that does not concern Pod Security is allowed.
   *
   * @param deadline when the caller stops waiting, {@link Instant#MAX} for never; it is passed on
   *     to the lookups and limits how many existing pods are checked
   */
  public AdmissionDecision decide(AdmissionRequest request, Instant deadline) {
    requireNonNull(request, "request");
    requireNonNull(deadline, "deadline");
    if (request.resource().equals(GroupResource.NAMESPACES)) {
      return namespaceAdmission.decide(request, deadline);
    }
    PodBearingKind kind = kinds.get(request.resource());
    return kind == null || isIgnored(request.subresource(), kind)
        ? AdmissionDecision.allowedWithNothing()
        : podAdmission.decide(request, kind, deadline);
  }

  /** The kind of the objects of a resource; empty where they bear no pod that is examined. */
  public Optional<PodBearingKind> kind(GroupResource resource) {
    return Optional.ofNullable(kinds.get(requireNonNull(resource, "resource")));
  }

  private static boolean isIgnored(String subresource, PodBearingKind kind) {
    return kind.isPod() ? IGNORED_POD_SUBRESOURCES.contains(subresource) : !subresource.isEmpty();
  }

  /** Builds a {@link PodSecurityAdmission}; not thread-safe. */
  public static final class Builder {
    private final NamespaceGetter namespaces;
    private final PodLister pods;
    private final Map<GroupResource, PodBearingKind> kinds = new HashMap<>();
    private Policy policy = PodSecurity.standard();
    private PodSecurityConfiguration configuration = PodSecurityConfiguration.standard();
    private DryRunLimits dryRunLimits = DryRunLimits.standard();
    private InstantSource clock = InstantSource.system();
    private AdmissionListener listener = new AdmissionListener() {};

    private Builder(NamespaceGetter namespaces, PodLister pods) {
      this.namespaces = requireNonNull(namespaces, "namespaces");
      this.pods = requireNonNull(pods, "pods");
      PodBearingKind.standard().forEach(this::addKind);
    }

    /**
     * Sets the policy; by default the standard one. Of a policy that emulates an older release the
     * evaluations are those of that release; admission's own words are those since v1.28.
     */
    public Builder policy(Policy policy) {
      this.policy = requireNonNull(policy, "policy");
      return this;
    }

    /** Sets defaults and exemptions; by default everything is privileged and nothing exempt. */
    public Builder configuration(PodSecurityConfiguration configuration) {
      this.configuration = requireNonNull(configuration, "configuration");
      return this;
    }

    /**
     * Adds a kind of custom resource that bears pods.
     *
     * @throws IllegalArgumentException if its resource is there already
     */
    public Builder addKind(PodBearingKind kind) {
      requireNonNull(kind, "kind");
      GroupResource resource = kind.resource();
      checkArgument(
          !resource.equals(GroupResource.NAMESPACES) && kinds.putIfAbsent(resource, kind) == null,
          "resource \"%s\" is there already",
          resource);
      return this;
    }

    /**
     * Sets how many existing pods are checked, and for how long; by default 3,000 pods for one
     * second.
     */
    public Builder dryRunLimits(DryRunLimits dryRunLimits) {
      this.dryRunLimits = requireNonNull(dryRunLimits, "dryRunLimits");
      return this;
    }

    /** Sets the clock for deadlines; by default that of the system. */
    public Builder clock(InstantSource clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /** Sets the listener that is told of decisions. */
    public Builder listener(AdmissionListener listener) {
      this.listener = new QuietListener(requireNonNull(listener, "listener"));
      return this;
    }

    /** The admission. */
    public PodSecurityAdmission build() {
      return new PodSecurityAdmission(this);
    }
  }
}
