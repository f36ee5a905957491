package io.jiaxiao.risk.decision.store;

import io.jiaxiao.risk.rulebook.domain.FactReading;
import io.jiaxiao.risk.rulebook.domain.Inputs;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Inputs as text. A small number comes back from JSON as a smaller type, so facts are read as from a caller. */
@Component
class StoredForm {

    private final JsonMapper json;

    StoredForm(JsonMapper json) {
        this.json = json;
    }

    String text(Inputs inputs) {
        return json.writeValueAsString(inputs);
    }

    Inputs inputs(String text) {
        Inputs read = json.readValue(text, Inputs.class);
        if (!(FactReading.of(read.facts()) instanceof FactReading.Fine(var facts))) {
            throw new IllegalStateException("stored facts of " + read.eventId() + " are none");
        }
        return new Inputs(
                read.eventId(),
                read.personId(),
                read.device(),
                read.mobileIndex(),
                read.ip(),
                read.schoolId(),
                read.at(),
                facts,
                read.windows(),
                read.blocked(),
                read.allowed());
    }
}
