package io.jiaxiao.roster;

import io.jiaxiao.roster.fixture.JoinTest;
import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.School;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A mother with a child in each of the two classes, and others who want in. */
abstract class FamilyJoinTest extends JoinTest {

    static final String KNOWN = "青禾小满";

    final String mother = Phone.inventedMobile();

    @Override
    protected void prepare(School empty) {
        empty.child("1班", "S1", KNOWN, mother).child("2班", "S2", "云岫知秋", mother);
    }

    List<JsonNode> own(String parent) {
        return http().get("/api/v1/join-requests", parent)
                .expect(200)
                .json()
                .required("items")
                .valueStream()
                .toList();
    }

    String child(String parent, String name) {
        return http().get("/api/v1/me", parent)
                .expect(200)
                .json()
                .required("children")
                .valueStream()
                .filter(child -> child.required("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .required("id")
                .asString();
    }
}
