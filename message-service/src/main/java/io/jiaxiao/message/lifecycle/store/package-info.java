/** Message and attempt tables. */
@NullMarked
package io.jiaxiao.message.lifecycle.store;

import org.jspecify.annotations.NullMarked;
