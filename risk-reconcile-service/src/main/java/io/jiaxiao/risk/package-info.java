/** Risk: whether something may happen, decided in milliseconds by rules that operators write. */
@NullMarked
package io.jiaxiao.risk;

import org.jspecify.annotations.NullMarked;
