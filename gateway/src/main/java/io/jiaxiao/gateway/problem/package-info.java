/** What the gateway says when it does not let a request through, always as problem+json. */
@NullMarked
package io.jiaxiao.gateway.problem;

import org.jspecify.annotations.NullMarked;
