/**
 * What comes in and goes out: raw JSON and YAML to the model, results to JSON.
 *
 * <p>From bytes to verdict: a reader of this package cuts a document out of what comes in; a cursor
 * of {@code json} or {@code yaml} moves through it; {@code shape} says which fields are read into
 * the model; a policy of {@code pss-core} judges that. The three packages are not exported.
 */
@NullMarked
package io.github.pss4j.jackson;

import org.jspecify.annotations.NullMarked;
