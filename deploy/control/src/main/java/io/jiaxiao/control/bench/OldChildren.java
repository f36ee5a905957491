package io.jiaxiao.control.bench;

import com.google.gson.JsonObject;
import io.jiaxiao.control.CannotContinue;
import io.jiaxiao.control.Platform;
import io.jiaxiao.control.demo.DemoRoster;
import io.jiaxiao.control.demo.Http;
import io.jiaxiao.control.demo.Operator;
import io.jiaxiao.partners.oldplatform.OldOrders;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** Children of the measured roster as the old platform knew them, with the mapping between the two. */
final class OldChildren {

    /** The demo's own numbers end below 100,000. */
    private static final int FIRST_MOBILE = 1_000_000;

    private final Platform platform;

    OldChildren(Platform platform) {
        this.platform = platform;
    }

    /** A child here and there. */
    record Known(OldOrders.Child old, String childId, String guardianId, String schoolId) {}

    /** Adds as many invented children to the demo's classes as are missing, by roster-service's own import. */
    void add(Http gateway, Operator operator, int wanted) throws IOException, InterruptedException {
        List<DemoRoster.SchoolClass> classes = DemoRoster.standard().classes();
        int there = DemoRoster.standard().children().size();
        StringBuilder csv = new StringBuilder("学校代码,年级,班级,学号,姓名,家长1姓名,家长1手机号,家长1关系\n");
        for (int i = there; i < wanted; i++) {
            DemoRoster.SchoolClass in = classes.get(i % classes.size());
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%s,M%06d,演示学生,演示家长,199%08d,母亲%n",
                    in.schoolCode(),
                    in.grade(),
                    in.name(),
                    i,
                    FIRST_MOBILE + i));
        }
        if (there < wanted) {
            JsonObject done = operator.importCsv(gateway, "STUDENTS", csv.toString());
            if (done.get("added").getAsInt() + done.get("unchanged").getAsInt() < wanted - there) {
                throw new CannotContinue("The children could not be imported: " + done);
            }
        }
    }

    /** Those who are in a class, each with its first guardian. */
    List<Known> all() throws SQLException {
        var user = new Properties();
        user.setProperty("user", "jx_roster");
        user.setProperty("password", platform.secret("jiaxiao.db.password.roster"));
        List<Known> all = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(
                        platform.address("JX_DB_URL") + "/roster?allowPublicKeyRetrieval=true", user);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT s.id, MIN(g.guardian_id), s.school_id, e.class_id FROM student s"
                                + " JOIN enrolment e ON e.active_student = s.id JOIN guardianship g ON g.student_id = s.id"
                                + " GROUP BY s.id, s.school_id, e.class_id ORDER BY s.id")) {
            while (rows.next()) {
                String child = rows.getString(1);
                String guardian = rows.getString(2);
                String school = rows.getString(3);
                all.add(new Known(
                        new OldOrders.Child("C" + child, "G" + guardian, "S" + school, "K" + rows.getString(4)),
                        child,
                        guardian,
                        school));
            }
        }
        return all;
    }

    /** The file of mappings for them. @param plans as {@code OLD,PLAN} */
    static String mappings(List<Known> children, List<String> plans) {
        StringBuilder csv = new StringBuilder("kind,old_code,new_code\n");
        plans.forEach(plan -> csv.append("PLAN,").append(plan).append('\n'));
        children.stream().map(Known::schoolId).distinct().forEach(school -> csv.append(
                        "SCHOOL,S" + school + "," + school)
                .append('\n'));
        for (Known one : children) {
            csv.append("CHILD,C" + one.childId() + "," + one.childId()).append('\n');
            csv.append("PERSON,G" + one.guardianId() + "," + one.guardianId()).append('\n');
        }
        return csv.toString();
    }
}
