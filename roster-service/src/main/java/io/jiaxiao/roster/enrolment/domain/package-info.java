/** What a code says, who a child is, and what may become of a request. */
@NullMarked
package io.jiaxiao.roster.enrolment.domain;

import org.jspecify.annotations.NullMarked;
