package io.github.pss4j.testing;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.function.Executable;

/** What failures say. */
public final class AssertionErrors {
  private AssertionErrors() {}

  /** The text of the failure, of which no line of several words is too long. */
  public static String message(Executable assertion) {
    String message = String.valueOf(error(assertion).getMessage());
    message
        .lines()
        .filter(line -> line.strip().contains(" "))
        .forEach(line -> assertTrue(Columns.of(line) <= Words.WIDTH, () -> "too long: " + line));
    return message;
  }

  /** What is said of an argument that cannot be meant. */
  public static String refusal(Executable call) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  /** The failure itself. */
  public static AssertionError error(Executable assertion) {
    try {
      assertion.execute();
    } catch (AssertionError e) {
      return e;
    } catch (Throwable e) {
      return fail(e);
    }
    return fail("nothing failed");
  }
}
