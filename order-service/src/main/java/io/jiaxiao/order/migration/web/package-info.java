/** Migrations for operators. */
@NullMarked
package io.jiaxiao.order.migration.web;

import org.jspecify.annotations.NullMarked;
