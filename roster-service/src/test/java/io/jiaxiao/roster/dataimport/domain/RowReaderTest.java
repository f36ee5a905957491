package io.jiaxiao.roster.dataimport.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.roster.dataimport.domain.RowReader.ClassIds;
import io.jiaxiao.roster.dataimport.domain.RowReader.ClassKey;
import io.jiaxiao.roster.people.StudentEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowReaderTest {

    private final RowReader reader = new RowReader(Map.of(new ClassKey("A", "一年级", "1班"), new ClassIds(5, 7)));

    @Test
    void aGoodRow_isReadAsItsChildWithBothGuardians() {
        StudentEntry entry = reader.student(row(Map.of())).orElseThrow();
        assertThat(entry.classId()).isEqualTo(7);
        assertThat(entry.number().clear()).isEqualTo("S1");
        assertThat(entry.guardians()).hasSize(2);
        assertThat(reader.refused()).isEmpty();
    }

    @Test
    void aSecondGuardianMayBeMissing() {
        assertThat(reader.student(row(Map.of("家长2姓名", "", "家长2手机号", "", "家长2关系", "")))
                        .orElseThrow()
                        .guardians())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "班级,9班,班级",
        "学校代码,B,班级",
        "学号,,学号",
        "学号,张三,学号",
        "姓名,,姓名",
        "姓名,😀,姓名",
        "家长1姓名,<b>,家长1姓名",
        "家长1手机号,12345,家长1手机号",
        "家长1关系,邻居,家长1关系",
        "家长2手机号,,家长2手机号"
    })
    void aWrongCell_isRefusedByItsHeading_withoutRepeatingIt(String heading, String value, String blamed) {
        assertThat(reader.student(row(Map.of(heading, value == null ? "" : value))))
                .isEmpty();
        assertThat(reader.refused()).extracting(one -> one.field()).containsExactly(blamed);
        assertThat(reader.refused().getFirst().row()).isEqualTo(2);
        if (value != null && value.length() > 2) {
            assertThat(reader.refused().getFirst().reason()).doesNotContain(value);
        }
    }

    @Test
    void aNameWithFourByteCharacters_isAName() {
        assertThat(reader.student(row(Map.of("姓名", "𠮷野家")))).isPresent();
    }

    @Test
    void ofTwoRowsAboutTheSame_theFirstIsKept() {
        var first = new FileRow(2, Map.of("学校代码", "A", "学号", "S1", "姓名", "甲"));
        var second = new FileRow(9, Map.of("学校代码", "A", "学号", "S1", "姓名", "乙"));
        var other = new FileRow(10, Map.of("学校代码", "B", "学号", "S1", "姓名", "丙"));
        var repetitions = new Repetitions(ImportKind.STUDENTS, List.of(first, second, other));
        assertThat(repetitions.kept()).containsExactly(first, other);
        assertThat(repetitions.refused()).singleElement().satisfies(refused -> {
            assertThat(refused.row()).isEqualTo(9);
            assertThat(refused.reason()).contains("第 2 行");
        });
    }

    private static FileRow row(Map<String, String> changes) {
        Map<String, String> cells = new HashMap<>(Map.of(
                "学校代码", "A",
                "年级", "一年级",
                "班级", "1班",
                "学号", "S1",
                "姓名", "云岫小满",
                "家长1姓名", "云岫知秋",
                "家长1手机号", "19900000001",
                "家长1关系", "母亲"));
        cells.putAll(Map.of("家长2姓名", "云岫长风", "家长2手机号", "19900000002", "家长2关系", "父亲"));
        cells.putAll(changes);
        return new FileRow(2, cells);
    }
}
