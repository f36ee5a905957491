/** What operators see, within their data scope. */
@NullMarked
package io.jiaxiao.roster.administration;

import org.jspecify.annotations.NullMarked;
