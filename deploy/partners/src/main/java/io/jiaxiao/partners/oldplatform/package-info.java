/** The old platform, as far as it gives out files of its orders. */
@NullMarked
package io.jiaxiao.partners.oldplatform;

import org.jspecify.annotations.NullMarked;
