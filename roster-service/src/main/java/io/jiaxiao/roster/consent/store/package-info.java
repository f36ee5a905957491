/** Consents given. */
@NullMarked
package io.jiaxiao.roster.consent.store;

import org.jspecify.annotations.NullMarked;
