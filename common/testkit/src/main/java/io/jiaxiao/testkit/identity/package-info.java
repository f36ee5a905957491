/** The identity service as a test needs it: its keys, and tokens signed with them. */
@NullMarked
package io.jiaxiao.testkit.identity;

import org.jspecify.annotations.NullMarked;
