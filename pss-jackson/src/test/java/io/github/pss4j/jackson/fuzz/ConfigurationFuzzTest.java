package io.github.pss4j.jackson.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.primitives.Bytes;
import io.github.pss4j.admission.InvalidConfigurationException;
import io.github.pss4j.admission.PodSecurityConfiguration;
import io.github.pss4j.jackson.PodSecurityConfigurationReader;
import java.util.Optional;

/** Configurations: JSON says the same where it is read as YAML, if it can be. */
final class ConfigurationFuzzTest {
  private static final PodSecurityConfigurationReader READER = new PodSecurityConfigurationReader();
  private static final byte[] COMMENT = "# Not JSON.\n".getBytes(UTF_8);

  @DictionaryFile(resourcePath = "configuration.dict")
  @DictionaryFile(resourcePath = "yaml.dict")
  @FuzzTest
  void read(byte[] document) {
    Optional<PodSecurityConfiguration> configuration = attempt(document);
    if (configuration.isPresent()
        && SecondOpinion.text(document).filter(SimpleYaml::maySayOtherThanJson).isEmpty()) {
      attempt(Bytes.concat(COMMENT, document))
          .ifPresent(it -> assertEquals(configuration.get(), it));
    }
  }

  private static Optional<PodSecurityConfiguration> attempt(byte[] document) {
    try {
      return Optional.of(READER.read(document));
    } catch (InvalidConfigurationException e) {
      return Optional.empty();
    }
  }
}
