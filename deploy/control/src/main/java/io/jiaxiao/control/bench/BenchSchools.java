package io.jiaxiao.control.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Schools with grades and classes, put into roster-service's tables.
 *
 * @param classes school by school
 */
record BenchSchools(List<SchoolClass> classes) {

    private static final long FIRST_UNIT = 7_000_000_000_000_000L;
    private static final long FIRST_GRADE = FIRST_UNIT + 1_000_000;
    private static final long FIRST_CLASS = FIRST_UNIT + 2_000_000;

    BenchSchools {
        classes = List.copyOf(classes);
    }

    /** A class of one of the schools. */
    record SchoolClass(long schoolId, long gradeId, long id) {}

    static BenchSchools insert(BenchTables roster, int schools, int grades, int classesOfGrade) throws SQLException {
        insertUnits(roster, schools, "SCHOOL", i -> new Unit(FIRST_UNIT + i, 1, "/1/", "压测学校" + i));
        insertUnits(roster, schools * grades, "GRADE", i -> {
            long school = FIRST_UNIT + i / grades;
            return new Unit(FIRST_GRADE + i, school, "/1/" + school + "/", (i % grades + 1) + "年级");
        });
        List<SchoolClass> classes = new ArrayList<>();
        for (int i = 0; i < schools * grades * classesOfGrade; i++) {
            long grade = i / classesOfGrade;
            classes.add(new SchoolClass(FIRST_UNIT + grade / grades, FIRST_GRADE + grade, FIRST_CLASS + i));
        }
        insertUnits(roster, classes.size(), "CLASS", i -> {
            SchoolClass one = classes.get(i);
            return new Unit(
                    one.id(),
                    one.gradeId(),
                    "/1/" + one.schoolId() + "/" + one.gradeId() + "/",
                    (i % classesOfGrade + 1) + "班");
        });
        roster.analyze("org_unit");
        return new BenchSchools(classes);
    }

    private record Unit(long id, long parent, String above, String name) {}

    private interface Units {
        Unit numbered(int i);
    }

    private static void insertUnits(BenchTables roster, int many, String kind, Units units) throws SQLException {
        roster.insert(
                "INSERT INTO org_unit (id, parent_id, kind, name, path, sort, created_at, updated_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, NOW(3), NOW(3))",
                many,
                (statement, i) -> {
                    Unit unit = units.numbered(i);
                    statement.setLong(1, unit.id());
                    statement.setLong(2, unit.parent());
                    statement.setString(3, kind);
                    statement.setString(4, unit.name());
                    statement.setString(5, unit.above() + unit.id() + "/");
                    statement.setInt(6, i);
                });
    }

    List<Long> schoolIds() {
        return classes.stream().map(SchoolClass::schoolId).distinct().toList();
    }
}
