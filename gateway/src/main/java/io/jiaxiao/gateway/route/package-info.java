/** Which path goes to which service, and under what conditions. Data, checked when it is read. */
@NullMarked
package io.jiaxiao.gateway.route;

import org.jspecify.annotations.NullMarked;
