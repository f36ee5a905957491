/** Which times operators may ask about. */
@NullMarked
package io.jiaxiao.risk.time;

import org.jspecify.annotations.NullMarked;
