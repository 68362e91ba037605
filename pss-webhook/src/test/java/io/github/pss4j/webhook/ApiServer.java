package io.github.pss4j.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** As much of an API server as an informer asks of it, over plain HTTP: get, list and watch. */
final class ApiServer implements AutoCloseable {
  private static final String STATUS =
      "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":%d}";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  final Resource namespaces = new Resource("NamespaceList");
  final Resource pods = new Resource("PodList");

  /** The objects of a kind, and who watches them. */
  static final class Resource {
    private final String listKind;

    /** In JSON, by their path. */
    private final Map<String, String> objects = new ConcurrentHashMap<>();

    /** What those who watch are still to be told. */
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    Resource(String listKind) {
      this.listKind = listKind;
    }

    void put(String path, String object) {
      objects.put(path, object);
    }

    /** Tells those who watch. */
    void event(String type, String object) {
      events.add("{\"type\":\"%s\",\"object\":%s}\n".formatted(type, object));
    }

    private String list() {
      return "{\"apiVersion\":\"v1\",\"kind\":\"%s\",\"metadata\":{\"resourceVersion\":\"100\"},\"items\":[%s]}"
          .formatted(listKind, String.join(",", objects.values()));
    }
  }

  /** The paths and queries that it was asked for. */
  final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

  /** What it answers to whatever it is asked; 200 for what was asked. */
  volatile int status = 200;

  ApiServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Writes a kubeconfig whose current context is this server. */
  Path kubeconfig(Path file) throws IOException {
    return Files.writeString(
        file,
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
        users: [{name: u, user: {token: t}}]
        contexts: [{name: x, context: {cluster: c, user: u}}]
        current-context: x
        """
            .formatted(server.getAddress().getPort()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String query = String.valueOf(exchange.getRequestURI().getQuery());
      asked.add(path + "?" + query);
      Resource resource = path.contains("/pods") ? pods : namespaces;
      String object = resource.objects.get(path);
      if (status != 200) {
        send(exchange, status, STATUS.formatted(status));
      } else if (query.contains("watch=true")) {
        watch(exchange, resource.events);
      } else if (path.equals("/api/v1/pods") || path.equals("/api/v1/namespaces")) {
        send(exchange, 200, resource.list());
      } else if (object == null) {
        send(exchange, 404, STATUS.formatted(404));
      } else {
        send(exchange, 200, object);
      }
    }
  }

  private static void watch(HttpExchange exchange, BlockingQueue<String> events)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    out.flush();
    try {
      while (true) {
        out.write(events.take().getBytes(UTF_8));
        out.flush();
      }
    } catch (InterruptedException e) {
      // The server ends.
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }
}
