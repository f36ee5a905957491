/** Risk events in SQL. */
@NullMarked
package io.jiaxiao.risk.riskevent.store;

import org.jspecify.annotations.NullMarked;
