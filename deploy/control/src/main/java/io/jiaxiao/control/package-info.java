/** The control program behind {@code ./platform}: starts, watches and stops every process of one machine's platform. */
@NullMarked
package io.jiaxiao.control;

import org.jspecify.annotations.NullMarked;
