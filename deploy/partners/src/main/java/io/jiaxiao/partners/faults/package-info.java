/** Faults somebody ordered: for one number, for a suffix of numbers, or for all. */
@NullMarked
package io.jiaxiao.partners.faults;

import org.jspecify.annotations.NullMarked;
