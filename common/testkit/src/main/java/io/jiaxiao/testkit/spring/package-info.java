/** A service's own Spring context on real servers. */
@NullMarked
package io.jiaxiao.testkit.spring;

import org.jspecify.annotations.NullMarked;
