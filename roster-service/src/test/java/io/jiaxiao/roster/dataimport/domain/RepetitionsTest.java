package io.jiaxiao.roster.dataimport.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows of one file that would undo each other. */
class RepetitionsTest {

    @Test
    void oneNumberInTwoSpellings_isOneChild() {
        var rows = new Repetitions(ImportKind.STUDENTS, List.of(student(2, "A1"), student(3, "a1"), student(4, "A2")));
        assertThat(rows.kept()).extracting(FileRow::number).containsExactly(2, 4);
        assertThat(rows.refused()).extracting(one -> one.row()).containsExactly(3);
    }

    @Test
    void oneTeacherWrittenInTwoWays_isOneTeacher() {
        var rows = new Repetitions(
                ImportKind.TEACHERS, List.of(teacher(2, "19900000001", "是"), teacher(3, "+86 199-0000-0001", "否")));
        assertThat(rows.kept()).extracting(FileRow::number).containsExactly(2);
    }

    @Test
    void aClassHasOneClassTeacherInAFile() {
        var rows = new Repetitions(
                ImportKind.TEACHERS,
                List.of(
                        teacher(2, "19900000001", "是"),
                        teacher(3, "19900000002", "是"),
                        teacher(4, "19900000003", "否"),
                        teacher(5, "19900000001", "是", "数学")));
        assertThat(rows.kept()).extracting(FileRow::number).containsExactly(2, 4, 5);
        assertThat(rows.refused()).extracting(one -> one.row() + one.field()).containsExactly("3班主任");
    }

    private static FileRow student(int row, String number) {
        return new FileRow(row, Map.of("学校代码", "A", "学号", number));
    }

    private static FileRow teacher(int row, String mobile, String head) {
        return teacher(row, mobile, head, "语文");
    }

    private static FileRow teacher(int row, String mobile, String head, String subject) {
        return new FileRow(
                row, Map.of("学校代码", "A", "年级", "一年级", "班级", "1班", "手机号", mobile, "学科", subject, "班主任", head));
    }
}
