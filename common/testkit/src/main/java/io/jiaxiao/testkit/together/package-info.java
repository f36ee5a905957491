/** Many callers at the same moment, for tests of races. */
@NullMarked
package io.jiaxiao.testkit.together;

import org.jspecify.annotations.NullMarked;
