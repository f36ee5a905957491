/** A risk event and its states. */
@NullMarked
package io.jiaxiao.risk.riskevent.domain;

import org.jspecify.annotations.NullMarked;
