package io.jiaxiao.roster.people;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import java.util.List;

/** One child as a file names it, in a class that exists. */
public record StudentEntry(
        int row, long schoolId, long classId, StudentNumber number, PersonName name, List<Guardian> guardians) {

    public StudentEntry {
        guardians = List.copyOf(guardians);
    }

    /**
     * @param field heading of the column with the guardian's name, to point at
     */
    public record Guardian(String field, PersonName name, Mobile mobile, Relation relation) {}
}
