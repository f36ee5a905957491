/** What product lines' events are worth: rules as data, applied to what the lines report by call and by event. */
@NullMarked
package io.jiaxiao.mall.points.earning;

import org.jspecify.annotations.NullMarked;
