/** What channels tell us later: delivery reports and texts that people write back. */
@NullMarked
package io.jiaxiao.message.receipt;

import org.jspecify.annotations.NullMarked;
