/** Risk events for operators. */
@NullMarked
package io.jiaxiao.risk.riskevent.web;

import org.jspecify.annotations.NullMarked;
