/** Tests of the service as a whole. */
@NullMarked
package io.jiaxiao.roster;

import org.jspecify.annotations.NullMarked;
