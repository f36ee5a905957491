/** What partners still know after their process died. */
@NullMarked
package io.jiaxiao.partners.memory;

import org.jspecify.annotations.NullMarked;
