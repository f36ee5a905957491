/** Many who ask at the same time, in few calls. */
@NullMarked
package io.jiaxiao.starter.gather;

import org.jspecify.annotations.NullMarked;
