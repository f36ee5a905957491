package io.jiaxiao.order.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.partners.oldplatform.OldOrders;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files that are none, mappings that are none, and who may do what. */
class MigrationFileIT extends MigrationFixture {

    @Test
    void aFileThatIsNoneIsRefusedWithWords_andNothingOfItIsStored() {
        Family family = known();
        String good = file(Line.of(family));
        refused("", "FILE_EMPTY");
        refused(OldOrders.HEADINGS + "\n", "FILE_EMPTY");
        refused(good.replace("paid_fen", "price"), "UNKNOWN_COLUMN");
        refused(good.replace("guardian_no", "child_no"), "COLUMN_TWICE");
        refused("old_order_no,product_code\nA,B\n", "COLUMN_MISSING");
        refused(good + "\"open,quote\nnext,line\n", "NOT_CSV");
        refused(good + "x".repeat(5000) + "\n", "NOT_CSV");
        byte[] gbk = (good + "旧平台\n").getBytes(Charset.forName("GBK"));
        assertThat(csv(MIGRATIONS + "?name=a&reason=ab", aKey(), gbk, Tokens.operator())
                        .expect(400)
                        .code())
                .isEqualTo("NOT_UTF8");
        byte[] large = new byte[49 * 1024 * 1024];
        Arrays.fill(large, (byte) '\n');
        assertThat(csv(MIGRATIONS + "?name=a&reason=ab", aKey(), large, Tokens.operator())
                        .expect(400)
                        .code())
                .isEqualTo("FILE_TOO_LARGE");
        assertThat(count(
                        "SELECT COUNT(*) FROM migration_row WHERE child_no = ?",
                        old(family).no()))
                .isZero();
    }

    private void refused(String file, String code) {
        assertThat(uploaded(aKey(), file).expect(400).code()).as(file).isEqualTo(code);
    }

    @Test
    void aByteOrderMark_quotes_blanksAndEmptyLinesAreRead_withTheUsersOwnLineNumbers() {
        Family family = known();
        String quoted = "\"" + Line.of(family).text().replace(",", "\",\"") + "\"";
        String surplus = Line.of(family).text() + ",more";
        String blanks = Line.of(family).days("2027-04-01", "2027-04-30").text().replace(",", " , ");
        String migration =
                upload("\uFEFF" + OldOrders.HEADINGS + "\r\n\r\n" + String.join("\r\n", quoted, surplus, blanks));
        check(migration);
        assertThat(result(migration, 3)).isEqualTo("READY");
        assertThat(result(migration, 4)).isEqualTo("BAD TOO_MANY_CELLS");
        assertThat(result(migration, 5)).isEqualTo("READY");
        assertThat(view(migration).path("total").asInt()).isEqualTo(3);
    }

    @Test
    void aMappingThatIsNoneIsRefused_aWholeFileWithIt_andEachChangeIsInTheAuditTrail() {
        String number = "C" + number();
        String path = MIGRATIONS + "/mappings/CHILD/" + number + "-X";
        assertThat(put(path, "12x").expect(400).code()).isEqualTo("MAPPING_INVALID");
        assertThat(put(MIGRATIONS + "/mappings/CLASS/K1", "12").expect(400).code())
                .isEqualTo("MAPPING_INVALID");
        assertThat(put(MIGRATIONS + "/mappings/PLAN/X1", "NO_SUCH").expect(404).code())
                .isEqualTo("PLAN_UNKNOWN");
        assertThat(put(MIGRATIONS + "/mappings/PLAN/X1", "GAOKAO_VIP_M3_BACK3")
                        .expect(409)
                        .code())
                .isEqualTo("PLAN_UNDER_PROMOTION");
        put(path, "12").expect(200);
        put(path, "13").expect(200);
        String code = number + "-X";
        String page = MIGRATIONS + "/mappings?kind=CHILD&size=1&after=" + number;
        assertThat(http.get(page, Tokens.operator()).expect(200).body()).contains("\"newCode\":\"13\"");
        String file = "kind,old_code,new_code\nCHILD," + code + ",14\nCHILD,bad code,15\n";
        Http.Answer answer =
                csv(MIGRATIONS + "/mappings?reason=ab", aKey(), file).expect(400);
        assertThat(answer.code()).isEqualTo("MAPPING_INVALID");
        assertThat(answer.body()).contains("第 3 行");
        assertThat(http.get(page, Tokens.operator()).expect(200).body()).contains("\"newCode\":\"13\"");
        http.delete(path + "?reason=ab", Tokens.operator()).expect(204);
        assertThat(http.delete(path + "?reason=ab", Tokens.operator())
                        .expect(404)
                        .code())
                .isEqualTo("MAPPING_UNKNOWN");
        assertThat(jdbc.queryForList(
                        "SELECT action FROM audit_log WHERE subject_type = 'MIGRATION_MAPPING' AND subject_id = ? ORDER BY id",
                        String.class,
                        "CHILD/" + code))
                .containsExactly("MAP_OLD_CODE", "MAP_OLD_CODE", "UNMAP_OLD_CODE");
    }

    private Http.Answer put(String path, String newCode) {
        return http.put(path, Tokens.operator(), Map.of("newCode", newCode, "reason", "旧平台对照"));
    }

    @Test
    void onlyOperatorsMay_withAKey_andInOrder() {
        byte[] good = file(Line.of(known())).getBytes(StandardCharsets.UTF_8);
        String path = MIGRATIONS + "?name=a&reason=ab";
        assertThat(csv(path, aKey(), good, Tokens.parent(aPerson())).status()).isEqualTo(403);
        assertThat(http.get(MIGRATIONS, Tokens.parent(aPerson())).status()).isEqualTo(403);
        assertThat(csv(path, "bad key", good, Tokens.operator()).status()).isEqualTo(400);
        assertThat(csv(MIGRATIONS + "?name=a", aKey(), good, Tokens.operator()).status())
                .isEqualTo(400);
        String migration = upload(new String(good, StandardCharsets.UTF_8));
        assertThat(begin(migration, "runs").expect(409).code()).isEqualTo("MIGRATION_STATE");
        assertThat(begin(migration, "undos").expect(409).code()).isEqualTo("MIGRATION_STATE");
        assertThat(begin("1", "checks").expect(404).code()).isEqualTo("MIGRATION_UNKNOWN");
        assertThat(http.get(MIGRATIONS + "/1/report", Tokens.operator())
                        .expect(404)
                        .code())
                .isEqualTo("MIGRATION_UNKNOWN");
        String key = aKey();
        String checks = MIGRATIONS + "/" + migration + "/checks";
        http.post(checks, Tokens.operator(), key, REASON).expect(202);
        run.run();
        http.post(checks, Tokens.operator(), key, REASON).expect(202);
        assertThat(state(migration)).isEqualTo("CHECKED");
    }

    @Test
    void aPhonesNumberIsNotTaken_andNotStored() {
        Family family = known();
        String migration = checked(Line.of(family).with("guardian_no", "13912345678"));
        assertThat(result(migration, 2)).isEqualTo("BAD MOBILE_NOT_ALLOWED");
        assertThat(count("SELECT COUNT(*) FROM migration_row WHERE guardian_no = ?", "13912345678"))
                .isZero();
    }
}
