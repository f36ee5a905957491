package io.jiaxiao.risk.decision;

import static org.awaitility.Awaitility.await;

import io.jiaxiao.risk.decision.domain.DecisionRecord;
import io.jiaxiao.risk.fixture.RiskFixture;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;

/** Decisions, and what was stored of them. */
abstract class DecisionFixture extends RiskFixture {

    @Autowired
    private ReadDecisions read;

    /** Decides, and answers what was stored. */
    DecisionRecord decisionOf(Map<String, Object> event) {
        long id =
                Long.parseLong(expect(200, ask(event)).json().path("decisionId").asString());
        await().until(() -> stored((String) event.get("eventId")) == 1);
        return read.one(id);
    }
}
