/** Goods for parents and teachers, and their upkeep for operators. */
@NullMarked
package io.jiaxiao.mall.catalogue.web;

import org.jspecify.annotations.NullMarked;
