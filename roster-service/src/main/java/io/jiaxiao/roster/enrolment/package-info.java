/** Into a class by its scanned code, from one class to another, and out of it. */
@NullMarked
package io.jiaxiao.roster.enrolment;

import org.jspecify.annotations.NullMarked;
