/** What every instance keeps in memory and reads again when its revision in the database has moved. */
@NullMarked
package io.jiaxiao.risk.reload;

import org.jspecify.annotations.NullMarked;
