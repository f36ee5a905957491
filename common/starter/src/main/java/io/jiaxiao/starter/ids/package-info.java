/** Numbers for new rows: unique over all instances of a service, rising with time, given out without asking anyone. */
@NullMarked
package io.jiaxiao.starter.ids;

import org.jspecify.annotations.NullMarked;
