package io.jiaxiao.roster.dataimport.domain;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.dataimport.domain.ImportKind.Heading;
import io.jiaxiao.roster.merging.RowOutcome.Refused;
import io.jiaxiao.roster.organisation.ClassEntry;
import io.jiaxiao.roster.people.Relation;
import io.jiaxiao.roster.people.StudentEntry;
import io.jiaxiao.roster.people.StudentNumber;
import io.jiaxiao.roster.people.TeacherEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads rows as entries; what a row has wrong goes to {@link #refused()} with the column's heading. */
public final class RowReader {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9-]{1,32}");
    private static final int LONGEST_UNIT_NAME = 60;
    private static final int LONGEST_SUBJECT = 20;
    private static final int GUARDIANS = 2;

    private final Map<ClassKey, ClassIds> classes;
    private final List<Refused> refused = new ArrayList<>();

    /** A class as files call it. */
    public record ClassKey(String schoolCode, String grade, String schoolClass) {}

    /** A class as we call it. */
    public record ClassIds(long schoolId, long classId) {}

    /** @param classes all classes the rows may name */
    public RowReader(Map<ClassKey, ClassIds> classes) {
        this.classes = Map.copyOf(classes);
    }

    /** Rows that cannot be read, in the order they were met. */
    public List<Refused> refused() {
        return List.copyOf(refused);
    }

    public Optional<ClassEntry> schoolClass(FileRow row) {
        boolean good = checkCode(row)
                & checkText(row, Heading.SCHOOL_NAME, LONGEST_UNIT_NAME)
                & checkText(row, Heading.GRADE, LONGEST_UNIT_NAME)
                & checkText(row, Heading.CLASS, LONGEST_UNIT_NAME);
        return good
                ? Optional.of(new ClassEntry(
                        row.number(),
                        row.cell(Heading.SCHOOL_CODE),
                        row.cell(Heading.SCHOOL_NAME),
                        row.cell(Heading.GRADE),
                        row.cell(Heading.CLASS)))
                : Optional.empty();
    }

    public Optional<StudentEntry> student(FileRow row) {
        Optional<ClassIds> place = place(row);
        Optional<StudentNumber> number = StudentNumber.tryParse(row.cell(Heading.NUMBER));
        if (number.isEmpty()) {
            refuse(row, Heading.NUMBER, "学号须为1至32位字母、数字或短横线");
        }
        Optional<PersonName> name = name(row, Heading.NAME);
        Optional<List<StudentEntry.Guardian>> guardians = guardians(row);
        if (place.isEmpty() || number.isEmpty() || name.isEmpty() || guardians.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new StudentEntry(
                row.number(),
                place.get().schoolId(),
                place.get().classId(),
                number.get(),
                name.get(),
                guardians.get()));
    }

    public Optional<TeacherEntry> teacher(FileRow row) {
        Optional<ClassIds> place = place(row);
        Optional<PersonName> name = name(row, Heading.NAME);
        Optional<Mobile> mobile = mobile(row, Heading.MOBILE);
        boolean subject = checkText(row, Heading.SUBJECT, LONGEST_SUBJECT);
        Optional<Boolean> head = yesOrNo(row);
        if (place.isEmpty() || name.isEmpty() || mobile.isEmpty() || !subject || head.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TeacherEntry(
                row.number(),
                place.get().schoolId(),
                place.get().classId(),
                name.get(),
                mobile.get(),
                row.cell(Heading.SUBJECT),
                head.get()));
    }

    private Optional<List<StudentEntry.Guardian>> guardians(FileRow row) {
        List<StudentEntry.Guardian> guardians = new ArrayList<>();
        for (int i = 1; i <= GUARDIANS; i++) {
            String nameHeading = "家长" + i + "姓名";
            String mobileHeading = "家长" + i + "手机号";
            String relationHeading = "家长" + i + "关系";
            if (row.cell(nameHeading).isEmpty()
                    && row.cell(mobileHeading).isEmpty()
                    && row.cell(relationHeading).isEmpty()) {
                continue;
            }
            Optional<PersonName> name = name(row, nameHeading);
            Optional<Mobile> mobile = mobile(row, mobileHeading);
            Optional<Relation> relation = Relation.ofText(row.cell(relationHeading));
            if (relation.isEmpty()) {
                refuse(row, relationHeading, "关系须为父亲、母亲、祖父母或其他");
            }
            if (name.isEmpty() || mobile.isEmpty() || relation.isEmpty()) {
                return Optional.empty();
            }
            guardians.add(new StudentEntry.Guardian(nameHeading, name.get(), mobile.get(), relation.get()));
        }
        return Optional.of(guardians);
    }

    private Optional<ClassIds> place(FileRow row) {
        ClassIds found = classes.get(keyOf(row));
        if (found == null) {
            refuse(row, Heading.CLASS, "没有这个班级，请先导入班级或核对学校代码、年级、班级");
        }
        return Optional.ofNullable(found);
    }

    /** The class a row names. */
    public static ClassKey keyOf(FileRow row) {
        return new ClassKey(row.cell(Heading.SCHOOL_CODE), row.cell(Heading.GRADE), row.cell(Heading.CLASS));
    }

    private boolean checkCode(FileRow row) {
        boolean good = CODE.matcher(row.cell(Heading.SCHOOL_CODE)).matches();
        if (!good) {
            refuse(row, Heading.SCHOOL_CODE, "学校代码须为1至32位字母、数字或短横线");
        }
        return good;
    }

    private boolean checkText(FileRow row, String heading, int longest) {
        String text = row.cell(heading);
        boolean good = !text.isEmpty()
                && text.codePointCount(0, text.length()) <= longest
                && text.codePoints().noneMatch(Character::isISOControl);
        if (!good) {
            refuse(row, heading, "须为1至" + longest + "个字");
        }
        return good;
    }

    private Optional<PersonName> name(FileRow row, String heading) {
        Optional<PersonName> name = PersonName.tryParse(row.cell(heading));
        if (name.isEmpty()) {
            refuse(row, heading, "姓名须为1至40个字，不能含表情或特殊符号");
        }
        return name;
    }

    private Optional<Mobile> mobile(FileRow row, String heading) {
        Optional<Mobile> mobile = Mobile.tryParse(row.cell(heading));
        if (mobile.isEmpty()) {
            refuse(row, heading, "手机号格式不正确，请填写11位手机号");
        }
        return mobile;
    }

    private Optional<Boolean> yesOrNo(FileRow row) {
        return switch (row.cell(Heading.HEAD)) {
            case Heading.YES -> Optional.of(true);
            case "否", "" -> Optional.of(false);
            default -> {
                refuse(row, Heading.HEAD, "请填写是或否");
                yield Optional.empty();
            }
        };
    }

    private void refuse(FileRow row, String heading, String reason) {
        refused.add(new Refused(row.number(), heading, reason));
    }
}
