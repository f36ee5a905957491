/** How points move, decided in memory: the writer loads what a batch of commands concerns, and writes what became of it. */
@NullMarked
package io.jiaxiao.mall.points.domain;

import org.jspecify.annotations.NullMarked;
