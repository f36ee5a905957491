package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.roster.fixture.Answer;
import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.RosterTest;
import org.junit.jupiter.api.Test;

class SignInIT extends RosterTest {

    @Test
    void aNumberNobodyKnows_signsInAndIsAParentWithoutChildrenWhoHasNotConsented() {
        Phone phone = aPhone();
        Answer asked = phone.ask().expect(202);
        assertThat(asked.json().required("codeLength").asInt()).isEqualTo(6);
        assertThat(asked.json().required("expiresInSeconds").asInt()).isEqualTo(300);
        assertThat(asked.json().required("resendAfterSeconds").asInt()).isBetween(1, 60);

        Answer tokens = phone.show(phone.code()).expect(200);
        assertThat(tokens.text("token_type")).isEqualTo("Bearer");
        assertThat(tokens.json().required("expires_in").asInt()).isBetween(1799, 1800);

        Answer me = http().get("/api/v1/me", tokens.text("access_token")).expect(200);
        assertThat(me.text("mobile"))
                .isEqualTo(
                        phone.mobile().substring(0, 3) + "****" + phone.mobile().substring(7));
        assertThat(me.json().required("roles").toString()).isEqualTo("[\"PARENT\"]");
        assertThat(me.json().required("children").size()).isZero();
        assertThat(me.json().required("consent").required("given").asBoolean()).isFalse();
    }
}
