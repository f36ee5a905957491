/** What roster-service tells the others. */
@NullMarked
package io.jiaxiao.contracts.roster;

import org.jspecify.annotations.NullMarked;
