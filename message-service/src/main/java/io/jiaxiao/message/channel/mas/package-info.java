/** 云MAS over HTTP. */
@NullMarked
package io.jiaxiao.message.channel.mas;

import org.jspecify.annotations.NullMarked;
