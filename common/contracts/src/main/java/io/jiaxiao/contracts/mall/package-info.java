/** What mall-service tells the others, and what product lines tell it. */
@NullMarked
package io.jiaxiao.contracts.mall;

import org.jspecify.annotations.NullMarked;
