/** What {@code ./platform demo} shows: the platform used from outside, as a client would. */
@NullMarked
package io.jiaxiao.control.demo;

import org.jspecify.annotations.NullMarked;
