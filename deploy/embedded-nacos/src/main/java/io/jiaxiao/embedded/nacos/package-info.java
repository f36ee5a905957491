/** Nacos, standalone, on loopback. */
@NullMarked
package io.jiaxiao.embedded.nacos;

import org.jspecify.annotations.NullMarked;
