package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.roster.fixture.Forged;
import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.RosterTest;
import io.jiaxiao.roster.signin.ForgetOldSignIns;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What sign-ins leave behind goes, all of it, and what is needed stays. */
class ForgetOldSignInsIT extends RosterTest {

    @Autowired
    private ForgetOldSignIns forget;

    @Test
    void moreThanOneRoundOfOldGates_goesInOneRun() {
        List<Object[]> gates = IntStream.range(0, 5100)
                .mapToObj(i -> new Object[] {"d:old-" + i})
                .toList();
        jdbc.batchUpdate("INSERT INTO code_gate (subject, touched_at) VALUES (?, NOW(3) - INTERVAL 1 DAY)", gates);
        forget.run();
        assertThat(count("SELECT COUNT(*) FROM code_gate WHERE subject LIKE 'd:old-%'"))
                .isZero();
    }

    @Test
    void sessionsThatAreOver_goWithTheirTokens_andOthersStay() {
        long alive = session("NULL", "+ INTERVAL 100 DAY");
        long expired = session("NULL", "- INTERVAL 31 DAY");
        long ended = session("NOW(3) - INTERVAL 31 DAY", "+ INTERVAL 100 DAY");
        long justEnded = session("NOW(3) - INTERVAL 29 DAY", "+ INTERVAL 100 DAY");
        jdbc.update(
                "UPDATE refresh_token SET expires_at = NOW(3) - INTERVAL 31 DAY, state = 'ROTATED' WHERE family_id = ?",
                alive);

        forget.run();

        assertThat(count("SELECT COUNT(*) FROM token_family WHERE id IN (?, ?)", alive, justEnded))
                .isEqualTo(2);
        assertThat(count("SELECT COUNT(*) FROM token_family WHERE id IN (?, ?)", expired, ended))
                .isZero();
        assertThat(count("SELECT COUNT(*) FROM refresh_token WHERE family_id IN (?, ?, ?)", expired, ended, alive))
                .isZero();
        assertThat(count("SELECT COUNT(*) FROM refresh_token WHERE family_id = ?", justEnded))
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeRemoved_keepsNothingElse() {
        jdbc.update("INSERT INTO code_gate (subject, touched_at) VALUES ('d:stuck', NOW(3) - INTERVAL 1 DAY)");
        long expired = session("NULL", "- INTERVAL 31 DAY");
        jdbc.execute("CREATE TRIGGER keep_gates BEFORE DELETE ON code_gate FOR EACH ROW SIGNAL SQLSTATE '45000'");
        try {
            forget.run();
        } finally {
            jdbc.execute("DROP TRIGGER keep_gates");
        }
        assertThat(count("SELECT COUNT(*) FROM token_family WHERE id = ?", expired))
                .isZero();
    }

    /** A session of a person of its own. */
    private long session(String endedAt, String expiresAt) {
        Phone.Tokens tokens = aPhone().signIn();
        long person = Long.parseLong(Forged.read(tokens.access()).getSubject());
        jdbc.update("UPDATE token_family SET ended_at = " + endedAt + ", expires_at = NOW(3) " + expiresAt
                + " WHERE person_id = " + person);
        return count("SELECT id FROM token_family WHERE person_id = ?", person);
    }

    private long count(String sql, Object... arguments) {
        Long found = jdbc.queryForObject(sql, Long.class, arguments);
        return found == null ? 0 : found;
    }
}
