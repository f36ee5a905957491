/** Import jobs and the rows still to be taken over. */
@NullMarked
package io.jiaxiao.roster.dataimport.store;

import org.jspecify.annotations.NullMarked;
