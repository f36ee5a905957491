/** What every service has in common in its configuration. */
@NullMarked
package io.jiaxiao.starter.defaults;

import org.jspecify.annotations.NullMarked;
