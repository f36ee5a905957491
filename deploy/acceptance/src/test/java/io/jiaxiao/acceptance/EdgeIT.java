package io.jiaxiao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.jiaxiao.control.demo.DemoRoster;
import io.jiaxiao.control.demo.Http;
import io.jiaxiao.control.demo.Parent;
import io.jiaxiao.control.demo.SimulatedPhone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Through the gateway, as an outsider would try it. */
@ExtendWith(Acceptance.class)
class EdgeIT {

    private static Parent.Session session;
    private static String otherFamilysChild;

    @BeforeAll
    static void twoParentsSignIn() throws Exception {
        DemoRoster roster = DemoRoster.standard();
        session = signIn(roster.guardianMobile(10));
        JsonObject other = me(signIn(roster.guardianMobile(11)).accessToken());
        otherFamilysChild = other.getAsJsonArray("children")
                .get(0)
                .getAsJsonObject()
                .get("id")
                .getAsString();
    }

    @Test
    void aParentSeesTheirOwnChildAndNoOther() throws Exception {
        JsonArray children = me(session.accessToken()).getAsJsonArray("children");
        String own = children.get(0).getAsJsonObject().get("id").getAsString();
        assertThat(Acceptance.gateway()
                        .get("/api/v1/children/" + own, session.accessToken())
                        .status())
                .isEqualTo(200);
        Http.Answer other = Acceptance.gateway().get("/api/v1/children/" + otherFamilysChild, session.accessToken());
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.json().get("code").getAsString()).isEqualTo("OUT_OF_SCOPE");
    }

    @Test
    void aUsersTokenOpensNoOperatorsPath_andInternalPathsDoNotExistOutside() throws Exception {
        assertThat(Acceptance.gateway()
                        .get("/admin/v1/messages", session.accessToken())
                        .status())
                .isEqualTo(403);
        assertThat(Acceptance.gateway()
                        .get("/internal/messages", session.accessToken())
                        .status())
                .isEqualTo(404);
        assertThat(Acceptance.gateway().get("/api/v1/me", null).status()).isEqualTo(401);
    }

    @Test
    void everyServicesDocumentIsAtDocs() throws Exception {
        for (String service : new String[] {"roster-service", "message-service"}) {
            assertThat(Acceptance.gateway()
                            .get("/docs/api/" + service, null)
                            .expect(200)
                            .json()
                            .get("openapi")
                            .getAsString())
                    .startsWith("3.1");
        }
    }

    private static JsonObject me(String token) throws Exception {
        return Acceptance.gateway().get("/api/v1/me", token).expect(200).json();
    }

    private static Parent.Session signIn(String mobile) throws Exception {
        SimulatedPhone phone = Acceptance.phone(mobile);
        var parent = new Parent(Acceptance.gateway(), mobile, "device-" + mobile);
        long before = phone.now();
        parent.askForCode().expect(202);
        return parent.signIn(phone.codeAfter(before, 20_000));
    }
}
