/** A service's published API against what its code says. */
@NullMarked
package io.jiaxiao.testkit.api;

import org.jspecify.annotations.NullMarked;
