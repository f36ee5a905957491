package io.jiaxiao.roster.people;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;

/**
 * One teacher in one class, as a file names it.
 *
 * @param head whether the teacher is the class teacher (班主任)
 */
public record TeacherEntry(
        int row, long schoolId, long classId, PersonName name, Mobile mobile, String subject, boolean head) {}
