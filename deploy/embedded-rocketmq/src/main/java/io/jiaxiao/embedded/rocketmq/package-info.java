/** RocketMQ's name server and one broker, in one process on loopback. */
@NullMarked
package io.jiaxiao.embedded.rocketmq;

import org.jspecify.annotations.NullMarked;
