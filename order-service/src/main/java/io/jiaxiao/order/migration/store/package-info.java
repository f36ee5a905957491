/** Migrations, their rows and the mapping in SQL. */
@NullMarked
package io.jiaxiao.order.migration.store;

import org.jspecify.annotations.NullMarked;
