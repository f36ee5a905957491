package io.jiaxiao.control.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Three invented schools with 60 classes and 2,000 children, their guardians and teachers: the same people every time.
 * Names are put together from lists, numbers are counted up in a range of their own; nobody is real.
 */
public final class DemoRoster {

    private static final long SEED = 20261101;
    private static final int CLASSES_PER_SCHOOL = 20;
    private static final int CLASSES_PER_GRADE = 5;
    private static final int CHILDREN = 2000;
    private static final int FAMILIES = 1700;
    private static final String MOBILE_FORMAT = "199000%05d";
    private static final int FIRST_GUARDIAN = 10_000;
    private static final int FIRST_TEACHER = 50_000;
    private static final String[] SUBJECTS = {"语文", "数学", "英语"};
    private static final String[] FAMILY_NAMES = {
        "青禾", "云岫", "星河", "木槿", "南乔", "白榆", "沧浪", "鹿鸣", "松月", "芦汀", "晴川", "野渡", "墨竹", "海棠", "远山", "清泉", "朝露", "晚枫"
    };
    private static final String[] GIVEN_NAMES = {
        "小满", "知秋", "乐言", "思齐", "若水", "子衿", "望舒", "景行", "嘉树", "念之", "予安", "亦凡", "书瑶", "云舒", "可欣", "一诺", "南星", "北辰",
                "清越",
        "明远", "疏影", "长风", "半夏", "初雪", "听雨", "拾光", "沐阳", "沐晨", "晓棠", "晓岚", "怀瑾", "握瑜", "采薇", "扶苏", "木兰", "白芷", "青黛",
                "半山",
        "向晚", "近水"
    };

    private final List<SchoolClass> classes = new ArrayList<>();
    private final List<Child> children = new ArrayList<>();
    private final List<Teacher> teachers = new ArrayList<>();
    private final List<Person> guardians = new ArrayList<>();

    /** A school and one of its classes. */
    public record SchoolClass(String schoolCode, String schoolName, String grade, String name) {}

    /** Somebody with a number. */
    public record Person(String name, String mobile) {}

    /**
     * @param guardians one or two
     */
    public record Child(SchoolClass in, String studentNumber, String name, List<Guardian> guardians) {}

    /**
     * @param relation as people write it
     */
    public record Guardian(Person person, String relation) {}

    /**
     * @param head whether this is the class teacher
     */
    public record Teacher(SchoolClass in, Person person, String subject, boolean head) {}

    private DemoRoster() {}

    /** The one everybody knows. */
    public static DemoRoster standard() {
        var roster = new DemoRoster();
        var random = new Random(SEED);
        roster.makeClasses();
        roster.makeFamilies(random);
        roster.makeTeachers(random);
        return roster;
    }

    private void makeClasses() {
        String[][] schools = {{"DEMO01", "演示市第一实验小学"}, {"DEMO02", "演示市滨河小学"}, {"DEMO03", "演示市云山中学"}};
        String[][] grades = {{"一年级", "二年级", "三年级", "四年级"}, {"一年级", "二年级", "三年级", "四年级"}, {"七年级", "八年级", "九年级", "高一"}};
        for (int school = 0; school < schools.length; school++) {
            for (int i = 0; i < CLASSES_PER_SCHOOL; i++) {
                String grade = grades[school][i / CLASSES_PER_GRADE];
                classes.add(new SchoolClass(
                        schools[school][0], schools[school][1], grade, (i % CLASSES_PER_GRADE + 1) + "班"));
            }
        }
    }

    private void makeFamilies(Random random) {
        for (int family = 0; family < FAMILIES; family++) {
            String familyName = FAMILY_NAMES[family % FAMILY_NAMES.length];
            List<Guardian> parents = new ArrayList<>();
            parents.add(new Guardian(newGuardian(familyName, random), family % 2 == 0 ? "母亲" : "父亲"));
            if (random.nextInt(3) == 0) {
                parents.add(new Guardian(newGuardian(familyName, random), family % 2 == 0 ? "父亲" : "母亲"));
            }
            // the first 300 families have two children, in classes far apart
            addChild(family, familyName, parents, random);
            if (family < CHILDREN - FAMILIES) {
                addChild(FAMILIES + family, familyName, parents, random);
            }
        }
    }

    private void addChild(int number, String familyName, List<Guardian> parents, Random random) {
        children.add(new Child(
                classes.get(number % classes.size()),
                String.format(Locale.ROOT, "D%06d", number + 1),
                familyName + given(random),
                List.copyOf(parents)));
    }

    private Person newGuardian(String familyName, Random random) {
        var guardian = new Person(familyName + given(random), mobile(FIRST_GUARDIAN + guardians.size()));
        guardians.add(guardian);
        return guardian;
    }

    private void makeTeachers(Random random) {
        for (int i = 0; i < classes.size(); i++) {
            for (int subject = 0; subject < SUBJECTS.length; subject++) {
                // a subject teacher has two neighbouring classes, a class teacher one
                int place = subject == 0 ? i : classes.size() * subject + i / 2;
                boolean known = subject > 0 && i % 2 == 1;
                Person person = known
                        ? teachers.get(teachers.size() - SUBJECTS.length).person()
                        : new Person(
                                FAMILY_NAMES[random.nextInt(FAMILY_NAMES.length)] + given(random),
                                mobile(FIRST_TEACHER + place));
                teachers.add(new Teacher(classes.get(i), person, SUBJECTS[subject], subject == 0));
            }
        }
    }

    private static String given(Random random) {
        return GIVEN_NAMES[random.nextInt(GIVEN_NAMES.length)];
    }

    private static String mobile(int number) {
        return String.format(Locale.ROOT, MOBILE_FORMAT, number);
    }

    public List<SchoolClass> classes() {
        return List.copyOf(classes);
    }

    public List<Child> children() {
        return List.copyOf(children);
    }

    public List<Teacher> teachers() {
        return List.copyOf(teachers);
    }

    /** The n-th guardian's number, from 0; the first 300 or so have two children each. */
    public String guardianMobile(int n) {
        return guardians.get(n).mobile();
    }

    /** The class teacher of the first class. */
    public Person firstTeacher() {
        return teachers.getFirst().person();
    }

    /** The parent the demo signs in: two children in two classes. */
    public Person firstGuardian() {
        return guardians.getFirst();
    }

    /** Every number there is. */
    public Set<String> mobiles() {
        Set<String> all = new TreeSet<>();
        guardians.forEach(guardian -> all.add(guardian.mobile()));
        teachers.forEach(teacher -> all.add(teacher.person().mobile()));
        return all;
    }

    /** Every name there is. */
    public Set<String> names() {
        Set<String> all = new TreeSet<>();
        guardians.forEach(guardian -> all.add(guardian.name()));
        teachers.forEach(teacher -> all.add(teacher.person().name()));
        children.forEach(child -> all.add(child.name()));
        return all;
    }
}
