package io.github.pss4j.webhook;

import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Threads that read and write, and wait for nobody. */
final class HttpThreads extends QueuedThreadPool {
  private final Fatal fatal;

  HttpThreads(String name, int most, Fatal fatal) {
    super(most, Math.min(4, most));
    this.fatal = fatal;
    setName(name);
    setDaemon(true);
  }

  @Override
  protected void runJob(Runnable job) {
    fatal.guard(() -> super.runJob(job));
  }
}
