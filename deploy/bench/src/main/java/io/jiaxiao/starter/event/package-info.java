/** Opens the broker's transport for measurements, without a Spring context. */
@NullMarked
package io.jiaxiao.starter.event;

import org.jspecify.annotations.NullMarked;
