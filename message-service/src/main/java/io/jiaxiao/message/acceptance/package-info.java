/** Takes messages from other services, durably, once per key. */
@NullMarked
package io.jiaxiao.message.acceptance;

import org.jspecify.annotations.NullMarked;
