/** Who did what to whom, and why. */
@NullMarked
package io.jiaxiao.starter.audit;

import org.jspecify.annotations.NullMarked;
