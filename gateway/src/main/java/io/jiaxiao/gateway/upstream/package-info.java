/** The services behind the gateway: which instances live, how they are called, when they are left alone. */
@NullMarked
package io.jiaxiao.gateway.upstream;

import org.jspecify.annotations.NullMarked;
