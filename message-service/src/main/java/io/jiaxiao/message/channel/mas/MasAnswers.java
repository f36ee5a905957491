package io.jiaxiao.message.channel.mas;

import io.jiaxiao.message.channel.Submission;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads answers of 云MAS. Only what it says clearly is believed; anything else is unknown. */
final class MasAnswers {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_:]{1,64}");
    private static final Pattern BATCH = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final JsonMapper json;

    MasAnswers(JsonMapper json) {
        this.json = json;
    }

    Submission read(byte[] body) {
        try {
            JsonNode answer = json.readTree(body);
            String code = answer.path("rspcod").asString("");
            boolean success = answer.path("success").asBoolean(false);
            if (success && code.equals(MasCodes.SUCCESS)) {
                String batch = answer.path("msgGroup").asString("");
                return BATCH.matcher(batch).matches()
                        ? new Submission.Accepted(batch)
                        : new Submission.Unknown(MasCodes.NO_BATCH);
            }
            if (!success && CODE.matcher(code).matches() && !code.equals(MasCodes.SUCCESS)) {
                return new Submission.Refused(code, MasCodes.again(code));
            }
            return new Submission.Unknown(MasCodes.UNREADABLE_ANSWER);
        } catch (JacksonException e) {
            return new Submission.Unknown(MasCodes.UNREADABLE_ANSWER);
        }
    }
}
