package io.github.pss4j.outside;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.github.pss4j.Allowed;
import io.github.pss4j.Assessment;
import io.github.pss4j.Check;
import io.github.pss4j.CheckResult;
import io.github.pss4j.Evaluation;
import io.github.pss4j.FeatureGate;
import io.github.pss4j.FieldPath;
import io.github.pss4j.FieldValue;
import io.github.pss4j.Finding;
import io.github.pss4j.Level;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Policy;
import io.github.pss4j.Remedy;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.Version;
import io.github.pss4j.Violation;
import io.github.pss4j.admission.AdmissionDecision;
import io.github.pss4j.admission.AdmissionListener;
import io.github.pss4j.admission.AdmissionObject;
import io.github.pss4j.admission.AdmissionRequest;
import io.github.pss4j.admission.DryRunLimits;
import io.github.pss4j.admission.Exemptions;
import io.github.pss4j.admission.Mode;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.admission.NamespaceGetter;
import io.github.pss4j.admission.NamespaceLabels;
import io.github.pss4j.admission.NamespacePolicy;
import io.github.pss4j.admission.PodLister;
import io.github.pss4j.admission.PodSecurityAdmission;
import io.github.pss4j.admission.PodSecurityConfiguration;
import io.github.pss4j.jackson.AdmissionReviewer;
import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.jackson.ManifestHandler;
import io.github.pss4j.jackson.ManifestReader;
import io.github.pss4j.jackson.PodReader;
import io.github.pss4j.jackson.PodSecurityConfigurationReader;
import io.github.pss4j.jackson.ReaderLimits;
import io.github.pss4j.jackson.Workload;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.Volume;
import io.github.pss4j.model.VolumeSource;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.policy.ReleaseUpgrade;
import io.github.pss4j.policy.UpgradeEffect;
import io.github.pss4j.remediation.PatchOperation;
import io.github.pss4j.remediation.Remediation;
import io.github.pss4j.remediation.Remediator;
import io.github.pss4j.rules.StandardRules;
import io.github.pss4j.workload.GroupKind;
import io.github.pss4j.workload.GroupResource;
import io.github.pss4j.workload.PodBearer;
import io.github.pss4j.workload.PodBearingKind;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A new value of each type that public methods take or belong to. */
final class Samples {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Map<Class<?>, Callable<?>> SAMPLES = samples();

  private Samples() {}

  static Object of(Class<?> type) throws Exception {
    Callable<?> sample = SAMPLES.get(type);
    if (sample == null) {
      throw new IllegalStateException("no sample of " + type);
    }
    return sample.call();
  }

  private static Map<Class<?>, Callable<?>> samples() {
    ImmutableMap.Builder<Class<?>, Callable<?>> samples = ImmutableMap.builder();
    basic(samples);
    api(samples);
    admission(samples);
    plans(samples);
    readers(samples);
    return samples.buildOrThrow();
  }

  private static <T> void add(
      ImmutableMap.Builder<Class<?>, Callable<?>> samples, Class<T> type, Callable<T> sample) {
    samples.put(type, sample);
  }

  private static void basic(ImmutableMap.Builder<Class<?>, Callable<?>> samples) {
    add(samples, Object.class, Object::new);
    add(samples, String.class, () -> "web");
    add(samples, String[].class, () -> new String[] {"web"});
    add(samples, int.class, () -> 0);
    add(samples, long.class, () -> 0L);
    add(samples, boolean.class, () -> true);
    add(samples, byte[].class, () -> new byte[] {'{', '}'});
    add(samples, Throwable.class, Exception::new);
    add(samples, Instant.class, () -> Instant.EPOCH);
    add(samples, InstantSource.class, Clock::systemUTC);
    add(samples, Duration.class, () -> Duration.ofSeconds(1));
    add(samples, Path.class, () -> Path.of("pom.xml"));
    add(samples, InputStream.class, InputStream::nullInputStream);
    add(samples, Optional.class, Optional::empty);
    add(samples, Iterable.class, List::of);
    add(samples, Collection.class, List::of);
    add(samples, List.class, List::of);
    add(samples, Map.class, Map::of);
    add(samples, Set.class, Set::of);
    add(samples, ImmutableList.class, ImmutableList::of);
    add(samples, ImmutableMap.class, ImmutableMap::of);
    add(samples, ImmutableSet.class, ImmutableSet::of);
    add(samples, Predicate.class, () -> pod -> true);
    add(samples, Function.class, Function::identity);
    add(samples, UnaryOperator.class, UnaryOperator::identity);
  }

  private static void api(ImmutableMap.Builder<Class<?>, Callable<?>> samples) {
    add(samples, Allowed.class, Allowed::absent);
    add(samples, Assessment.class, () -> PodSecurity.standard().assess(pod()));
    add(samples, Check.class, () -> pod -> CheckResult.passed());
    add(samples, CheckResult.class, CheckResult::passed);
    add(samples, CheckResult.Builder.class, CheckResult::builder);
    add(samples, Evaluation.class, Samples::evaluation);
    add(samples, FieldPath.class, Samples::field);
    add(samples, FieldValue.class, () -> FieldValue.of("web"));
    add(samples, Finding.class, Samples::finding);
    add(samples, FeatureGate.class, () -> FeatureGate.USER_NAMESPACES_POD_SECURITY_STANDARDS);
    add(samples, FeatureGate[].class, () -> new FeatureGate[0]);
    add(samples, Level.class, () -> Level.RESTRICTED);
    add(samples, LevelVersion.class, () -> LevelVersion.parse("restricted:latest"));
    add(samples, Policy.class, PodSecurity::standard);
    add(samples, Remedy.class, () -> Remedy.manual("ask somebody"));
    add(samples, Remedy.Builder.class, () -> Remedy.builder("ask somebody"));
    add(samples, Remedy.Change.class, () -> (pod, findings) -> pod);
    add(samples, Remedy.Impact.class, () -> Remedy.Impact.SAFE);
    add(samples, Remedy.Mode.class, () -> Remedy.Mode.FILL);
    add(samples, Rule.class, Samples::rule);
    add(samples, Rule[].class, () -> new Rule[0]);
    add(
        samples,
        Rule.Builder.class,
        () -> Rule.baseline("b").since(0, pod -> CheckResult.passed()));
    add(samples, Rule.Revision.class, () -> rule().revisionAt(Version.latest()).orElseThrow());
    add(samples, Subject.class, Subject::pod);
    add(samples, Version.class, Version::latest);
    add(samples, Violation.class, Samples::violation);
    add(samples, Pod.class, Samples::pod);
    add(samples, PodSpec.class, () -> PodSpec.builder().build());
    add(samples, Volume.class, () -> Volume.of("v", VolumeSource.SECRET));
    add(samples, VolumeSource.class, () -> VolumeSource.SECRET);
  }

  private static void admission(ImmutableMap.Builder<Class<?>, Callable<?>> samples) {
    add(samples, PodSecurity.Builder.class, PodSecurity::builder);
    add(samples, GroupKind.class, () -> new GroupKind("", "Pod"));
    add(samples, GroupResource.class, () -> GroupResource.PODS);
    add(samples, PodBearer.class, Samples::bearer);
    add(samples, PodBearingKind.class, PodBearingKind::pod);
    add(samples, AdmissionListener.class, () -> new AdmissionListener() {});
    add(samples, AdmissionObject.class, () -> AdmissionObject.of(pod()));
    add(samples, AdmissionObject.Template.class, AdmissionObject.Template::absent);
    add(samples, AdmissionRequest.class, () -> request().build());
    add(samples, AdmissionRequest.Builder.class, Samples::request);
    add(samples, DryRunLimits.class, () -> new DryRunLimits(1, Duration.ofSeconds(1)));
    add(samples, Exemptions.class, Exemptions::none);
    add(samples, Mode.class, () -> Mode.WARN);
    add(samples, Namespace.class, () -> new Namespace("n", ImmutableMap.of()));
    add(samples, NamespaceGetter.class, () -> (name, deadline) -> Optional.empty());
    add(samples, NamespacePolicy.class, NamespacePolicy::privileged);
    add(
        samples,
        NamespaceLabels.class,
        () -> NamespaceLabels.parse(Map.of(), NamespacePolicy.privileged()));
    add(samples, PodLister.class, () -> (namespace, deadline) -> List.of());
    add(samples, PodSecurityAdmission.class, () -> admission().build());
    add(samples, PodSecurityAdmission.Builder.class, Samples::admission);
    add(samples, PodSecurityConfiguration.class, () -> PodSecurityConfiguration.builder().build());
    add(samples, PodSecurityConfiguration.Builder.class, PodSecurityConfiguration::builder);
    add(samples, AdmissionDecision.class, () -> AdmissionDecision.badRequest("no"));
  }

  private static void plans(ImmutableMap.Builder<Class<?>, Callable<?>> samples) {
    add(samples, Remediator.class, Samples::remediator);
    add(samples, Remediation.class, Samples::remediation);
    add(samples, UpgradeEffect.Origin.class, () -> UpgradeEffect.Origin.CODE);
    add(samples, PatchOperation.Type.class, () -> PatchOperation.Type.REMOVE);
    add(
        samples,
        ReleaseUpgrade.class,
        () -> ReleaseUpgrade.between(Version.of(28), Version.of(35)));
  }

  private static Remediator remediator() {
    return Remediator.of(PodSecurity.standard());
  }

  private static Remediation remediation() {
    return remediator().remediate(LevelVersion.privileged(), pod());
  }

  private static void readers(ImmutableMap.Builder<Class<?>, Callable<?>> samples) {
    add(samples, AdmissionReviewer.class, () -> new AdmissionReviewer(admission().build()));
    add(samples, PodReader.class, PodReader::new);
    add(samples, ManifestReader.class, ManifestReader::new);
    add(samples, PodSecurityConfigurationReader.class, PodSecurityConfigurationReader::new);
    add(samples, ReaderLimits.class, ReaderLimits::defaults);
    add(samples, ManifestHandler.class, Handler::new);
    add(samples, Workload.class, Samples::workload);
    add(samples, JsonNode.class, MAPPER::createObjectNode);
    add(samples, JsonParser.class, () -> MAPPER.createParser("{}"));
    add(samples, JsonGenerator.class, () -> MAPPER.createGenerator(new StringWriter()));
  }

  private static Evaluation evaluation() {
    return Evaluation.of(LevelVersion.privileged(), List.of());
  }

  private static FieldPath field() {
    return FieldPath.of("spec");
  }

  private static Finding finding() {
    return Finding.of(Subject.pod(), field(), null, Allowed.absent());
  }

  private static Violation violation() {
    return Violation.of(rule(), CheckResult.failed("r", List.of(finding()), findings -> ""));
  }

  private static Rule rule() {
    return StandardRules.get("hostNamespaces");
  }

  private static Pod pod() {
    return Pod.builder().spec(PodSpec.builder().build()).build();
  }

  private static PodBearer bearer() {
    return new PodBearer(PodBearingKind.pod(), "", "", pod());
  }

  private static AdmissionRequest.Builder request() {
    return AdmissionRequest.builder("CREATE", GroupResource.PODS);
  }

  private static PodSecurityAdmission.Builder admission() {
    return PodSecurityAdmission.builder(
        (name, deadline) -> Optional.empty(), (namespace, deadline) -> List.of());
  }

  private static Workload workload() {
    String pod = "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"spec\": {\"containers\": []}}";
    return new ManifestReader().read(pod.getBytes(UTF_8), "pod.json").get(0);
  }

  private static final class Handler implements ManifestHandler {
    @Override
    public void workload(Workload workload) {}

    @Override
    public void skipped(GroupKind kind, int line) {}

    @Override
    public void notJudged(GroupKind kind, String path, int line) {}

    @Override
    public void invalid(InvalidDocumentException problem) {}
  }
}
