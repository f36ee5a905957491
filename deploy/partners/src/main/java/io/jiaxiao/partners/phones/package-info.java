/** Simulated phones: an inbox per number, and texts sent from it. */
@NullMarked
package io.jiaxiao.partners.phones;

import org.jspecify.annotations.NullMarked;
