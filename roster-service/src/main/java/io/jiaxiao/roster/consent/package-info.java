/** Guardians' consent to the privacy terms. */
@NullMarked
package io.jiaxiao.roster.consent;

import org.jspecify.annotations.NullMarked;
