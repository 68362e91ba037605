package io.github.pss4j.text;

/**
 * The order of strings by the bytes of their UTF-8, in which Go sorts. Stateless and thread-safe.
 */
public final class Utf8Order {
  private Utf8Order() {}

  /**
   * Compares by UTF-8 bytes, whose order is that of code points. That of {@code String} is not: a
   * character beyond the basic plane begins with a surrogate, which sorts before U+E000 to U+FFFF.
   */
  public static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char left = a.charAt(i);
      char right = b.charAt(i);
      if (left != right) {
        return Character.isSurrogate(left) == Character.isSurrogate(right)
            ? Character.compare(left, right)
            : Boolean.compare(Character.isSurrogate(left), Character.isSurrogate(right));
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
