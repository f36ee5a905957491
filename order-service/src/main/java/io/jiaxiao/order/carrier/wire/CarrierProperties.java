package io.jiaxiao.order.carrier.wire;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The contract with the carrier. All but DSMP's SPID is INFERRED (partners.md 8.2): provinces differ, so it is configuration.
 *
 * @param url             before the name of each call
 * @param fileUrl         before the day of its daily file; over SFTP in some provinces, then fetched by something in between
 * @param signKey         signs both ways; empty when there is no contract, and then nothing is called
 * @param channelId       who we are to it
 * @param spId            our enterprise code in DSMP
 * @param callbackSources addresses or networks it may call from; empty allows any. DSMP has no signature: set this where it is real
 * @param connect         longest wait for a connection
 * @param read            longest wait for an answer
 * @param notFoundStands  how long after a confirmation "no such order" is not yet believed
 * @param endStuck        an ending not done after so many tries needs a person
 * @param calls           names of its calls
 * @param codes           what its answers mean
 */
@ConfigurationProperties("jiaxiao.carrier")
public record CarrierProperties(
        URI url,
        URI fileUrl,
        @DefaultValue("") String signKey,
        @DefaultValue("JIAXIAO") String channelId,
        @DefaultValue("901234") String spId,
        @DefaultValue List<String> callbackSources,
        @DefaultValue("2s") Duration connect,
        @DefaultValue("5s") Duration read,
        @DefaultValue("1m") Duration notFoundStands,
        @DefaultValue("8") int endStuck,
        @DefaultValue Calls calls,
        @DefaultValue Codes codes) {

    /** Names of calls. */
    public record Calls(
            @DefaultValue("checkQualification") String check,
            @DefaultValue("sendSmsCode") String sendCode,
            @DefaultValue("confirmOrder") String confirm,
            @DefaultValue("queryOrder") String query,
            @DefaultValue("unsubscribe") String unsubscribe) {}

    /** Codes by what they mean; every other one is a refusal for good, shown with its words. */
    public record Codes(
            @DefaultValue("0000") Set<String> ok,
            @DefaultValue("2001") Set<String> wrongCode,
            @DefaultValue({"2002", "2003"}) Set<String> deadCode,
            @DefaultValue("2004") Set<String> tooOften,
            @DefaultValue("3001") Set<String> subscribed,
            @DefaultValue("3002") Set<String> notSubscribed,
            @DefaultValue("3003") Set<String> noOrder,
            @DefaultValue({"9999", "1001", "1002"}) Set<String> unclear) {}

    public boolean isOpen() {
        return !signKey.isBlank();
    }

    /** Holds a secret, so it does not print itself. */
    @Override
    public String toString() {
        return "CarrierProperties[" + url + "]";
    }
}
