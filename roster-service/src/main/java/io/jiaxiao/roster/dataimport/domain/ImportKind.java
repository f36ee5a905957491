package io.jiaxiao.roster.dataimport.domain;

import java.util.ArrayList;
import java.util.List;

/** What a file holds, with the headings of its first line. The order of columns is the file's own. */
public enum ImportKind {
    /** One class a row; makes schools and grades as needed. */
    CLASSES(
            List.of(Heading.SCHOOL_CODE, Heading.SCHOOL_NAME, Heading.GRADE, Heading.CLASS),
            List.of(),
            List.of(Heading.SCHOOL_CODE, Heading.GRADE, Heading.CLASS)),
    /** One child a row, with one or two guardians. */
    STUDENTS(
            List.of(Heading.SCHOOL_CODE, Heading.GRADE, Heading.CLASS, Heading.NUMBER, Heading.NAME),
            List.of("家长1姓名", "家长1手机号", "家长1关系", "家长2姓名", "家长2手机号", "家长2关系"),
            List.of(Heading.SCHOOL_CODE, Heading.NUMBER)),
    /** One teacher in one class a row. */
    TEACHERS(
            List.of(Heading.SCHOOL_CODE, Heading.GRADE, Heading.CLASS, Heading.NAME, Heading.MOBILE, Heading.SUBJECT),
            List.of(Heading.HEAD),
            List.of(Heading.SCHOOL_CODE, Heading.GRADE, Heading.CLASS, Heading.MOBILE, Heading.SUBJECT));

    private final List<String> required;
    private final List<String> optional;
    private final List<String> key;

    ImportKind(List<String> required, List<String> optional, List<String> key) {
        this.required = required;
        this.optional = optional;
        this.key = key;
    }

    /** What a row is about. Two rows of a file about the same would undo each other at every import. */
    public List<String> key() {
        return key;
    }

    /** Headings a file must have. */
    public List<String> required() {
        return required;
    }

    /** Every heading a file may have; another one is an error, since its column would be lost silently. */
    public List<String> all() {
        List<String> all = new ArrayList<>(required);
        all.addAll(optional);
        return List.copyOf(all);
    }

    /** Headings by name. */
    static final class Heading {
        static final String SCHOOL_CODE = "学校代码";
        static final String SCHOOL_NAME = "学校名称";
        static final String GRADE = "年级";
        static final String CLASS = "班级";
        static final String NUMBER = "学号";
        static final String NAME = "姓名";
        static final String MOBILE = "手机号";
        static final String SUBJECT = "学科";
        static final String HEAD = "班主任";

        /** Under {@link #HEAD}. */
        static final String YES = "是";

        private Heading() {}
    }
}
