package io.jiaxiao.control.demo;

import java.util.List;
import java.util.stream.Collectors;

/** The demo roster as the files roster-service's import takes. */
public final class DemoFiles {

    private final DemoRoster roster;

    public DemoFiles(DemoRoster roster) {
        this.roster = roster;
    }

    /**
     * @param kind as the import calls it
     * @param csv  with headings in its first line
     */
    public record DemoFile(String kind, String csv) {}

    /** In the order in which they have to be imported. */
    public List<DemoFile> all() {
        return List.of(classes(), students(), teachers());
    }

    private DemoFile classes() {
        return file(
                "CLASSES",
                "学校代码,学校名称,年级,班级",
                roster.classes().stream()
                        .map(one -> String.join(",", one.schoolCode(), one.schoolName(), one.grade(), one.name()))
                        .toList());
    }

    private DemoFile students() {
        return file(
                "STUDENTS",
                "学校代码,年级,班级,学号,姓名,家长1姓名,家长1手机号,家长1关系,家长2姓名,家长2手机号,家长2关系",
                roster.children().stream().map(DemoFiles::student).toList());
    }

    private static String student(DemoRoster.Child child) {
        DemoRoster.SchoolClass in = child.in();
        String guardians = child.guardians().stream()
                .map(one -> String.join(",", one.person().name(), one.person().mobile(), one.relation()))
                .collect(Collectors.joining(","));
        return String.join(",", in.schoolCode(), in.grade(), in.name(), child.studentNumber(), child.name(), guardians)
                + (child.guardians().size() == 1 ? ",,," : "");
    }

    private DemoFile teachers() {
        return file(
                "TEACHERS",
                "学校代码,年级,班级,姓名,手机号,学科,班主任",
                roster.teachers().stream()
                        .map(one -> String.join(
                                ",",
                                one.in().schoolCode(),
                                one.in().grade(),
                                one.in().name(),
                                one.person().name(),
                                one.person().mobile(),
                                one.subject(),
                                one.head() ? "是" : "否"))
                        .toList());
    }

    private static DemoFile file(String kind, String headings, List<String> rows) {
        return new DemoFile(kind, headings + "\n" + String.join("\n", rows) + "\n");
    }
}
