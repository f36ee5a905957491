/** Imports over HTTP. */
@NullMarked
package io.jiaxiao.roster.dataimport.web;

import org.jspecify.annotations.NullMarked;
