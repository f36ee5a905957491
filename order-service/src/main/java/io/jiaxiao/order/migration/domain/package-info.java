/** Lines of the old platform's file, and the states of a migration and its rows. */
@NullMarked
package io.jiaxiao.order.migration.domain;

import org.jspecify.annotations.NullMarked;
