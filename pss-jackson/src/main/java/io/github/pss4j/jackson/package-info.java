/** What comes in and goes out: raw JSON and YAML to the model, results to JSON. */
@NullMarked
package io.github.pss4j.jackson;

import org.jspecify.annotations.NullMarked;
