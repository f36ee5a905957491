package io.jiaxiao.control.demo;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Map;

/** A parent with an app and a phone, speaking to the gateway only. */
public final class Parent {

    private static final String SMS_CODE_GRANT = "urn:jiaxiao:params:oauth:grant-type:sms-code";
    private static final String CLIENT = "jiaxiao-h5";

    private final Http gateway;
    private final String mobile;
    private final String device;

    /**
     * @param device the app's own id on this device
     */
    public Parent(Http gateway, String mobile, String device) {
        this.gateway = gateway;
        this.mobile = mobile;
        this.device = device;
    }

    /** What a sign-in brings. */
    public record Session(String accessToken, String refreshToken) {}

    public Http.Answer askForCode() throws IOException, InterruptedException {
        JsonObject request = new JsonObject();
        request.addProperty("mobile", mobile);
        request.addProperty("purpose", "SIGN_IN");
        request.addProperty("deviceId", device);
        return gateway.post("/auth/sms-codes", request, null);
    }

    public Http.Answer exchange(String code) throws IOException, InterruptedException {
        return gateway.form(
                "/auth/token",
                Map.of(
                        "grant_type", SMS_CODE_GRANT,
                        "client_id", CLIENT,
                        "mobile", mobile,
                        "code", code,
                        "device_id", device));
    }

    public Session signIn(String code) throws IOException, InterruptedException {
        return session(exchange(code).expect(200));
    }

    public Http.Answer refresh(String refreshToken) throws IOException, InterruptedException {
        return gateway.form(
                "/auth/token",
                Map.of(
                        "grant_type", "refresh_token",
                        "client_id", CLIENT,
                        "refresh_token", refreshToken,
                        "device_id", device));
    }

    public static Session session(Http.Answer answer) {
        JsonObject tokens = answer.json();
        return new Session(
                tokens.get("access_token").getAsString(),
                tokens.get("refresh_token").getAsString());
    }
}
