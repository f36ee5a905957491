/** The texts that may be sent, as data. */
@NullMarked
package io.jiaxiao.message.template;

import org.jspecify.annotations.NullMarked;
