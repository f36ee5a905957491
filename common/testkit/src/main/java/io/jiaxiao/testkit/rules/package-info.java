/** The rules of the house as checks: one line in each service's tests runs them all. */
@NullMarked
package io.jiaxiao.testkit.rules;

import org.jspecify.annotations.NullMarked;
