/** Which unit may hold which, and in which order they are shown. */
@NullMarked
package io.jiaxiao.roster.organisation.domain;

import org.jspecify.annotations.NullMarked;
