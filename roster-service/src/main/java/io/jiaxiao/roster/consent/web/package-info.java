/** Giving consent. */
@NullMarked
package io.jiaxiao.roster.consent.web;

import org.jspecify.annotations.NullMarked;
