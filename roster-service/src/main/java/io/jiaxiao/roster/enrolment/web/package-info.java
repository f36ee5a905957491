/** The endpoints of whoever scans, joins, decides and watches. */
@NullMarked
package io.jiaxiao.roster.enrolment.web;

import org.jspecify.annotations.NullMarked;
