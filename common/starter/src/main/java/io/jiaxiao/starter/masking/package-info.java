/** Personal data leaves a service masked: in JSON unless an endpoint says otherwise, in logs always. */
@NullMarked
package io.jiaxiao.starter.masking;

import org.jspecify.annotations.NullMarked;
