/** Failed payments and odd orders (O7): what detectors notice, what was put right by itself, and what people did about it. */
@NullMarked
package io.jiaxiao.order.trouble;

import org.jspecify.annotations.NullMarked;
