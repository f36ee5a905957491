/** The ways out of the house, and who may use them now. */
@NullMarked
package io.jiaxiao.message.channel;

import org.jspecify.annotations.NullMarked;
