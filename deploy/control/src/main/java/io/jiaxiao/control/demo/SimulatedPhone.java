package io.jiaxiao.control.demo;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A phone in the partner simulator: what arrives on it can be read. */
public final class SimulatedPhone {

    private static final Pattern CODE = Pattern.compile("(?<!\\d)(\\d{6})(?!\\d)");

    private final Http partners;
    private final String mobile;

    public SimulatedPhone(Http partners, String mobile) {
        this.partners = partners;
        this.mobile = mobile;
    }

    public String mobile() {
        return mobile;
    }

    /** The number of the last text on any phone; give it to {@link #codeAfter} to see only what comes from now on. */
    public long now() throws IOException, InterruptedException {
        return partners.get("/phones/" + mobile + "/inbox?limit=1", null)
                .expect(200)
                .json()
                .get("lastSeq")
                .getAsLong();
    }

    /**
     * Waits for the next text with a code.
     *
     * @throws IllegalStateException when none arrives in time
     */
    public String codeAfter(long seq, int waitMillis) throws IOException, InterruptedException {
        Matcher code =
                CODE.matcher(textAfter(seq, "验证码", waitMillis).get("text").getAsString());
        if (!code.find()) {
            throw new IllegalStateException("the text on the phone holds no code");
        }
        return code.group(1);
    }

    /**
     * Waits for the next text that holds these words.
     *
     * @throws IllegalStateException when none arrives in time
     */
    public JsonObject textAfter(long seq, String containing, int waitMillis) throws IOException, InterruptedException {
        Http.Answer answer = partners.get(
                "/phones/" + mobile + "/inbox/latest?containing=" + Http.encode(containing) + "&after=" + seq
                        + "&waitMillis=" + waitMillis,
                null);
        if (answer.status() == 204) {
            throw new IllegalStateException(
                    "no text with " + containing + " arrived on the phone within " + waitMillis + " ms");
        }
        return answer.expect(200).json();
    }

    /** How many texts arrived on this phone since a moment, see {@link #now()}. */
    public int textsAfter(long seq) throws IOException, InterruptedException {
        return partners.get("/phones/" + mobile + "/inbox?since=" + seq + "&limit=1000", null)
                .expect(200)
                .json()
                .getAsJsonArray("messages")
                .size();
    }
}
