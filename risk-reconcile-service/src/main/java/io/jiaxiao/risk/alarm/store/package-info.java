/** The alarm table. */
@NullMarked
package io.jiaxiao.risk.alarm.store;

import org.jspecify.annotations.NullMarked;
