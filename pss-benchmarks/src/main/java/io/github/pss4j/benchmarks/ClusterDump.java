package io.github.pss4j.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * Writes what {@code kubectl get pods -A -o json} writes of a cluster, though without its
 * indentation: a {@code List} of {@link RealisticPods#distinct} pods. 20,000 of them are 280 MB.
 *
 * <pre>{@code
 * java -cp pss-benchmarks/target/benchmarks.jar io.github.pss4j.benchmarks.ClusterDump 20000 dump.json
 * }</pre>
 */
final class ClusterDump {
  private ClusterDump() {}

  /** Takes the number of pods and the file to write. */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: ClusterDump PODS FILE");
      System.exit(2);
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[1])))) {
      write(Integer.parseInt(args[0]), out);
    }
  }

  static void write(int pods, OutputStream out) throws IOException {
    out.write("{\"apiVersion\":\"v1\",\"items\":[".getBytes(UTF_8));
    Iterator<byte[]> items = RealisticPods.distinct(pods).iterator();
    while (items.hasNext()) {
      out.write('\n');
      out.write(items.next());
      if (items.hasNext()) {
        out.write(',');
      }
    }
    out.write("\n],\"kind\":\"List\",\"metadata\":{\"resourceVersion\":\"\"}}\n".getBytes(UTF_8));
  }
}
