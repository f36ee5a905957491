/** What a person has to look at, told once in a while. */
@NullMarked
package io.jiaxiao.risk.alarm;

import org.jspecify.annotations.NullMarked;
