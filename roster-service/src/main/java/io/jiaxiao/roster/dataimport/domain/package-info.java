/** What a file says, row by row; pure. */
@NullMarked
package io.jiaxiao.roster.dataimport.domain;

import org.jspecify.annotations.NullMarked;
