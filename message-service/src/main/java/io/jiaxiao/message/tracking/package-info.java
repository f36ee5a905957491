/** Where a message went, for operators. A feature of views only: all it shows belongs to the others. */
@NullMarked
package io.jiaxiao.message.tracking;

import org.jspecify.annotations.NullMarked;
