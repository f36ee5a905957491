/** The endpoints of operators. */
@NullMarked
package io.jiaxiao.roster.administration.web;

import org.jspecify.annotations.NullMarked;
