/** Who is calling: tokens of the identity service, verified before anything else is done for the caller. */
@NullMarked
package io.jiaxiao.gateway.token;

import org.jspecify.annotations.NullMarked;
