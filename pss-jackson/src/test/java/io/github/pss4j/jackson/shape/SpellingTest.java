package io.github.pss4j.jackson.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpellingTest {
  private static final List<String> WORDS =
      List.of("hostPath", "nfs", "fc", "csi", "configMap", "persistentVolumeClaim", "secret");

  @ParameterizedTest
  @CsvSource({
    "hostPath, hostPath",
    "HOSTPATH, hostPath",
    "hostPaht, hostPath",
    "hostPth, hostPath",
    "hostPathX, hostPath",
    "hstPth, hostPath",
    "ostPat, hostPath",
    "nfss, nfs",
    "nf, nfs",
    "persistentVolumeClaims, persistentVolumeClaim",
    "persistVolumeClaim, persistentVolumeClaim",
    "secretes, secret",
  })
  void findsTheWordThatWasMeant(String word, String meant) {
    assertEquals(Optional.of(meant), Spelling.nearest(word, WORDS));
  }

  @ParameterizedTest
  @CsvSource({"path", "host", "xyz", "hotPt", "nsf", "newNodeVolume", "configurationMap", "''"})
  void findsNoneThatIsTooFar(String word) {
    assertEquals(Optional.empty(), Spelling.nearest(word, WORDS));
  }

  @Test
  void prefersTheNearestAndOfThoseTheFirst() {
    assertEquals(Optional.of("abcd"), Spelling.nearest("abcd", List.of("abce", "abcd")));
    assertEquals(Optional.of("abce"), Spelling.nearest("abcx", List.of("abce", "abcd")));
    assertEquals(Optional.of("abcd"), Spelling.nearest("abcx", List.of("abcd", "abce")));
    assertEquals(Optional.empty(), Spelling.nearest("abc", List.of()));
  }

  @Test
  void oneLetterMayAlwaysDiffer() {
    assertEquals(Optional.of("b"), Spelling.nearest("a", List.of("b")));
    assertEquals(Optional.of("a"), Spelling.nearest("", List.of("a")));
    assertEquals(Optional.empty(), Spelling.nearest("ab", List.of("cd")));
  }
}
