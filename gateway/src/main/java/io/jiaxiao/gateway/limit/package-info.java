/** How often somebody may knock: counted in Redis for all gateways together, in this process while Redis is away. */
@NullMarked
package io.jiaxiao.gateway.limit;

import org.jspecify.annotations.NullMarked;
