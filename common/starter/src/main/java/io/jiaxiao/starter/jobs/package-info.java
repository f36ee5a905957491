/** Delayed and repeated work is rows in db-scheduler. */
@NullMarked
package io.jiaxiao.starter.jobs;

import org.jspecify.annotations.NullMarked;
