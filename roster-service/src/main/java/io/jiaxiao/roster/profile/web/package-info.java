/** The endpoints of parents and teachers. */
@NullMarked
package io.jiaxiao.roster.profile.web;

import org.jspecify.annotations.NullMarked;
