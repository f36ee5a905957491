/** A message and its attempts: owns both tables and every move between states. */
@NullMarked
package io.jiaxiao.message.lifecycle;

import org.jspecify.annotations.NullMarked;
