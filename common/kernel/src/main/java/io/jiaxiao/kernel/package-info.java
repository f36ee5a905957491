/** Value types every service shares. No Spring, no IO. */
@NullMarked
package io.jiaxiao.kernel;

import org.jspecify.annotations.NullMarked;
