package io.jiaxiao.roster.people;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A child's time in one class.
 *
 * @param toDate    the first day it was not there any more; null while it is there
 * @param startedBy person or client; null for what began before this was written down
 * @param endNote   in the words of whoever ended it
 */
public record Enrolment(
        long id,
        long classId,
        LocalDate fromDate,
        @Nullable LocalDate toDate,
        EnrolmentChange reason,
        @Nullable String startedBy,
        @Nullable EnrolmentChange endReason,
        @Nullable String endedBy,
        @Nullable String endNote) {}
