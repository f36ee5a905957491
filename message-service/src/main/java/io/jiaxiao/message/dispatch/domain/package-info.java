/** When to try again. */
@NullMarked
package io.jiaxiao.message.dispatch.domain;

import org.jspecify.annotations.NullMarked;
