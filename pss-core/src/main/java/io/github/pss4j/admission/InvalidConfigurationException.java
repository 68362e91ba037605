package io.github.pss4j.admission;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says that a configuration is invalid, and why. The message lists all faults, separated by {@code
 * "; "}.
 */
public final class InvalidConfigurationException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient ImmutableList<ConfigurationFault> faults;

  /**
   * A configuration with these faults.
   *
   * @throws IllegalArgumentException if there are none
   */
  public InvalidConfigurationException(List<ConfigurationFault> faults) {
    super(faults.stream().map(ConfigurationFault::toString).collect(Collectors.joining("; ")));
    checkArgument(!faults.isEmpty(), "at least one fault must be given");
    this.faults = ImmutableList.copyOf(faults);
  }

  /** Every fault; never empty. */
  public ImmutableList<ConfigurationFault> faults() {
    return faults;
  }
}
