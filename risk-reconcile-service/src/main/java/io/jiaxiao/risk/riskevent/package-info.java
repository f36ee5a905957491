/** The library of risk events: what other services noticed, with the figures that explain it and who looks after it (K3, O9). */
@NullMarked
package io.jiaxiao.risk.riskevent;

import org.jspecify.annotations.NullMarked;
