/** People, classes, and who may sign in. */
@NullMarked
package io.jiaxiao.roster;

import org.jspecify.annotations.NullMarked;
