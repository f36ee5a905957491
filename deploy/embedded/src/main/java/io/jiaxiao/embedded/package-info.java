/** MariaDB, Redis, RocketMQ and Nacos as local processes, unpacked from Maven artifacts: the one-machine default. */
@NullMarked
package io.jiaxiao.embedded;

import org.jspecify.annotations.NullMarked;
