/** Every error a caller sees, in one form. */
@NullMarked
package io.jiaxiao.starter.problem;

import org.jspecify.annotations.NullMarked;
