/** Codes, requests, and how one gets into a class. */
@NullMarked
package io.jiaxiao.roster.enrolment.store;

import org.jspecify.annotations.NullMarked;
