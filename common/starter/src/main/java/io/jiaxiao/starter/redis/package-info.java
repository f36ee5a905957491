/** A service's connection to Redis. Nothing here is the truth: whoever asks says what to do without an answer. */
@NullMarked
package io.jiaxiao.starter.redis;

import org.jspecify.annotations.NullMarked;
