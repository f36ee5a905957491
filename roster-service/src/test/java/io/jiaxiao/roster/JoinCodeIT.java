package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.jiaxiao.roster.fixture.Answer;
import io.jiaxiao.roster.fixture.Control;
import io.jiaxiao.roster.fixture.JoinTest;
import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.School;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The code of a class: who makes it, what a scan shows, and every way in which it is good no longer (requirement O2). */
class JoinCodeIT extends JoinTest {

    @Test
    void whoScansWithoutSigningIn_seesSchoolGradeClassAndHowToJoin_andNoPerson() {
        Answer made = makeCode(teacher, classId);
        Answer seen = scan(made.text("code")).expect(200);
        assertThat(unit(seen, "school")).isEqualTo(school.name());
        assertThat(unit(seen, "grade")).isEqualTo("一年级");
        assertThat(unit(seen, "schoolClass")).isEqualTo("1班");
        assertThat(seen.text("mode")).isEqualTo("APPROVAL");
        assertThat(seen.json().required("full").asBoolean()).isFalse();
        assertThat(seen.text("expiresAt")).isEqualTo(made.text("expiresAt"));
        assertThat(seen.json().propertyNames())
                .containsExactlyInAnyOrder("school", "grade", "schoolClass", "mode", "full", "expiresAt");
    }

    @Test
    void thePicture_isReadByAScanner_andLeadsToTheAddress() throws Exception {
        Answer made = makeCode(teacher, classId);
        assertThat(made.text("address")).endsWith("/h5/join/" + made.text("code"));
        assertThat(scanned(made.text("picture"))).isEqualTo(made.text("address"));
    }

    @Test
    void codesOfAClass_areCounted_andEachIsGoodUntilItIsTakenBack() {
        Answer first = makeCode(teacher, classId);
        Answer second = makeCode(teacher, classId);
        assertThat(first.json().required("version").asInt()).isEqualTo(1);
        assertThat(second.json().required("version").asInt()).isEqualTo(2);
        revoke(teacher, classId, first.text("id")).expect(200);
        revoke(teacher, classId, first.text("id")).expect(200);

        assertThat(scan(first.text("code")).expect(422).text("code")).isEqualTo("JOIN_CODE_REVOKED");
        scan(second.text("code")).expect(200);
        JsonNode listed = http().get("/api/v1/classes/" + classId + "/join-codes", teacher)
                .expect(200)
                .json()
                .required("items");
        assertThat(listed.valueStream())
                .extracting(one -> one.required("version").asInt() + " "
                        + one.required("state").asString() + " " + one.has("code"))
                .containsExactly("2 OPEN true", "1 REVOKED false");
        assertThat(count(
                        "SELECT COUNT(*) FROM audit_log WHERE subject_type = 'join-code' AND subject_id = ?",
                        first.text("id")))
                .isEqualTo(2);
    }

    @Test
    void aClassWithTwentyGoodCodes_getsNoMoreUntilOneIsTakenBack() {
        String last = "";
        for (int i = 0; i < 20; i++) {
            last = makeCode(teacher, classId).text("id");
        }
        assertThat(post(teacher, classId).expect(409).text("code")).isEqualTo("JOIN_CODES_TOO_MANY");
        revoke(teacher, classId, last).expect(200);
        post(teacher, classId).expect(201);
    }

    @Test
    void aCodeChangedInAnyPlace_isForged_andOneThatWasNeverThere_isUnknown() {
        String code = code();
        for (int at = 0; at < code.length(); at++) {
            char other = code.charAt(at) == '1' ? '2' : '1';
            String forged = code.substring(0, at) + other + code.substring(at + 1);
            Answer answer = scan(forged).expect(400);
            assertThat(answer.isProblem()).isTrue();
            assertThat(answer.text("code")).isEqualTo("JOIN_CODE_INVALID");
        }
        String id = "SELECT id FROM join_code WHERE class_id = ?";
        jdbc.update("DELETE FROM join_code WHERE id = ?", jdbc.queryForObject(id, Long.class, classId));
        assertThat(scan(code).expect(404).text("code")).isEqualTo("JOIN_CODE_UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "x", "1-1-1-1", "1-zzzzzzzzzzzzz-zzzzzzzz-00000000000000000000000000000000", "%E6%89%AB"})
    void whatIsNoCode_isInvalid_asTextAndAsPicture(String nonsense) {
        assertThat(scan(nonsense).expect(400).text("code")).isEqualTo("JOIN_CODE_INVALID");
        scan(nonsense + ".png").expect(400);
    }

    @Test
    void aClosedClass_saysSo() {
        String code = code();
        jdbc.update("UPDATE org_unit SET active = FALSE WHERE id = ?", classId);
        assertThat(scan(code).expect(422).text("code")).isEqualTo("CLASS_CLOSED");
        assertThat(bring(aParent(), code, "青禾小满").expect(422).text("code")).isEqualTo("CLASS_CLOSED");
    }

    @Test
    void onlyTheClassTeacher_andOperatorsOfTheSchool_manageTheCodes() {
        String otherTeacher = Phone.inventedMobile();
        School.aSchool().teacher("1班", "木槿拾光", otherTeacher).loadedBy(Control.signIn(http()));
        String id = makeCode(teacher, classId).text("id");
        for (String stranger :
                new String[] {aParent(), aPhone(otherTeacher).signIn().access()}) {
            outOfScope(post(stranger, classId));
            outOfScope(http().get("/api/v1/classes/" + classId + "/join-codes", stranger));
            outOfScope(revoke(stranger, classId, id));
        }
        outOfScope(post(teacher, otherClassId));

        String operator = operatorOf(schoolId);
        String path = "/admin/v1/roster/classes/" + otherClassId + "/join-codes";
        scan(http().post(path, Map.of(), operator).expect(201).text("code")).expect(200);
        assertThat(http().get(path, operator)
                        .expect(200)
                        .json()
                        .required("items")
                        .size())
                .isEqualTo(1);
        outOfScope(http().post(path, Map.of(), operatorOf(unitOf(anotherSchool()))));
        outOfScope(http().post("/admin/v1/roster/classes/" + schoolId + "/join-codes", Map.of(), operator));
    }

    @Test
    void aTeacherWhoIsNotTheClassTeacher_makesNoCode() {
        jdbc.update("UPDATE teaching SET head = FALSE WHERE class_id = ?", classId);
        outOfScope(post(teacher, classId));
    }

    @Test
    void aCodeOfAnotherClass_isNotTakenBackThroughTheOwn() {
        String operator = operatorOf(schoolId);
        String foreign = http().post("/admin/v1/roster/classes/" + otherClassId + "/join-codes", Map.of(), operator)
                .expect(201)
                .text("id");
        revoke(teacher, classId, foreign).expect(404);
    }

    private School anotherSchool() {
        return School.aSchool().loadedBy(Control.signIn(http()));
    }

    private Answer post(String token, long of) {
        return http().post("/api/v1/classes/" + of + "/join-codes", Map.of(), token);
    }

    private Answer revoke(String token, long of, String id) {
        return http().post("/api/v1/classes/" + of + "/join-codes/" + id + "/revocations", Map.of(), token);
    }

    private String scanned(String path) throws IOException, InterruptedException, ReaderException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> png = client.send(
                    HttpRequest.newBuilder(URI.create(http().base() + path)).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(png.headers().firstValue("content-type")).contains("image/png");
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png.body()));
            int width = image.getWidth();
            int height = image.getHeight();
            var source = new RGBLuminanceSource(width, height, image.getRGB(0, 0, width, height, null, 0, width));
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(source)))
                    .getText();
        }
    }

    private static String unit(Answer answer, String kind) {
        return answer.json().required(kind).required("name").asString();
    }

    private static void outOfScope(Answer answer) {
        assertThat(answer.expect(403).text("code")).isEqualTo("OUT_OF_SCOPE");
    }
}
