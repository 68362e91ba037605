package io.github.pss4j.reference;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.ObjectMeta;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/** A pod that becomes smaller by leaving out one part at a time. */
final class ShrinkablePod implements Shrinkable<Pod> {
  private final Pod pod;

  ShrinkablePod(Pod pod) {
    this.pod = pod;
  }

  @Override
  public Pod value() {
    return pod;
  }

  @Override
  public Stream<Shrinkable<Pod>> shrink() {
    List<PodSpec> smaller = new ArrayList<>();
    PodSpec spec = pod.spec();
    shrink(smaller, spec.initContainers(), PodSpec.Builder::initContainers);
    shrink(smaller, spec.containers(), PodSpec.Builder::containers);
    shrink(smaller, spec.ephemeralContainers(), PodSpec.Builder::ephemeralContainers);
    leaveOut(smaller, spec.volumes(), PodSpec.Builder::volumes);
    smaller.add(copy().securityContext(null).build());
    smaller.add(copy().os(null).hostUsers(null).build());
    smaller.add(copy().hostNetwork(null).hostPID(null).hostIPC(null).build());
    Pod unannotated = Pod.builder().from(pod).metadata(ObjectMeta.empty()).build();
    return Stream.concat(
            Stream.of(unannotated),
            smaller.stream().map(s -> Pod.builder().from(pod).spec(s).build()))
        .filter(candidate -> !candidate.equals(pod))
        .map(ShrinkablePod::new);
  }

  private PodSpec.Builder copy() {
    return PodSpec.builder().from(pod.spec());
  }

  private void shrink(
      List<PodSpec> smaller,
      ImmutableList<Container> containers,
      BiFunction<PodSpec.Builder, List<Container>, PodSpec.Builder> set) {
    leaveOut(smaller, containers, set);
    for (int i = 0; i < containers.size(); i++) {
      Container whole = containers.get(i);
      for (Container part :
          List.of(
              Container.builder().from(whole).securityContext(null).build(),
              Container.builder()
                  .name(whole.name())
                  .securityContext(whole.securityContext())
                  .build())) {
        List<Container> changed = new ArrayList<>(containers);
        changed.set(i, part);
        smaller.add(set.apply(copy(), changed).build());
      }
    }
  }

  private <T> void leaveOut(
      List<PodSpec> smaller,
      ImmutableList<T> list,
      BiFunction<PodSpec.Builder, List<T>, PodSpec.Builder> set) {
    for (int i = 0; i < list.size(); i++) {
      List<T> rest = new ArrayList<>(list);
      rest.remove(i);
      smaller.add(set.apply(copy(), rest).build());
    }
  }

  @Override
  public ShrinkingDistance distance() {
    return ShrinkingDistance.of(pod.toString().length());
  }
}
