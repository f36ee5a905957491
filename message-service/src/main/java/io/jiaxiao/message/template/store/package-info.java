/** Template tables. */
@NullMarked
package io.jiaxiao.message.template.store;

import org.jspecify.annotations.NullMarked;
