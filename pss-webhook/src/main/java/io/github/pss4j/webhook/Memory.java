package io.github.pss4j.webhook;

/**
 * How much memory reviews may hold, of the heap that there is. Thread-safe.
 *
 * @param bodies what has come in of requests
 * @param judging what it takes to judge them
 */
record Memory(ByteBudget bodies, ByteBudget judging) {
  /** What a body that is longer than this costs is asked for before the rest of it is read. */
  static final int SMALL = 1 << 16;

  /**
   * What it takes to judge a byte of a body, measured with pods of many thousand containers: what
   * is read, what is found, and what is answered.
   */
  private static final int BYTES_A_BYTE = 10;

  /** Shares of a heap of so many bytes. */
  static Memory of(long heap) {
    return new Memory(new ByteBudget(heap / 8), new ByteBudget(heap / 8 * 3));
  }

  ByteBudget.Taking takeForJudging(int body, Runnable granted) {
    return judging.take((long) body * BYTES_A_BYTE, body > SMALL, granted);
  }
}
