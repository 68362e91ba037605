/** What the modules of this project need to write text as the API server does; not for others. */
@NullMarked
package io.github.pss4j.text;

import org.jspecify.annotations.NullMarked;
