/** The simulated clock: how fast time runs for every partner, and work that waits for it. */
@NullMarked
package io.jiaxiao.partners.time;

import org.jspecify.annotations.NullMarked;
