/** What happens to a request between the socket and a service, in order. */
@NullMarked
package io.jiaxiao.gateway.edge;

import org.jspecify.annotations.NullMarked;
