package stranger;

import io.github.pss4j.LevelVersion;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.ContainerPort;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.jackson.PodReader;
import io.github.pss4j.policy.PodSecurity;
import java.util.function.BiFunction;

/** Judges the pod that it is given as JSON, and one that it builds itself. */
public final class Main {
  public static void main(String[] args) {
    LevelVersion levelVersion = LevelVersion.parse(args[0]);
    Pod read = new PodReader().readJson(args[1]);
    System.out.println(PodSecurity.standard().evaluate(levelVersion, read));

    BiFunction<Container.Builder, String, Container.Builder> name = Container.Builder::name;
    ContainerPort port = ContainerPort.builder().hostPort(80).build();
    Container container = name.apply(Container.builder(), "web").addPorts(port).build();
    Pod built = Pod.builder().spec(PodSpec.builder().addContainers(container).build()).build();
    System.out.println(PodSecurity.standard().evaluate(levelVersion, built));
  }
}
