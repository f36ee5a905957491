/** Points over HTTP: for people, for product lines, for operators. */
@NullMarked
package io.jiaxiao.mall.points.web;

import org.jspecify.annotations.NullMarked;
