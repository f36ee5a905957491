package io.jiaxiao.mall.supply.niannianka;

import io.jiaxiao.mall.supply.Placement;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The account at 年年卡. Names and codes are INFERRED from the Fulu shape (partners.md 6.1, 6.2); only code 0 is public.
 *
 * @param url             the one address of the API
 * @param appKey          who we are
 * @param appSecret       signs requests and opens cards: 32 bytes; empty when there is no contract, and then nothing is called
 * @param methodPrefix    what stands before {@code order.card.add} and the like
 * @param signedAnswers   whether answers carry a signature that must be right
 * @param connect         longest wait for a connection
 * @param read            longest wait for the whole answer once connected
 * @param notFoundStands  how long "no such order" must stand before it is believed
 * @param failureStands   how long "failed" must stand before it is believed: a failed order may still succeed
 * @param codes           what its codes mean
 * @param callbackSources addresses or networks callbacks may come from; empty allows any
 * @param callbackOldest  an end that lies further back than this is not taken from a callback any more
 */
@ConfigurationProperties("jiaxiao.niannianka")
public record NiannianKaProperties(
        URI url,
        String appKey,
        @DefaultValue("") String appSecret,
        @DefaultValue("fulu.") String methodPrefix,
        @DefaultValue("true") boolean signedAnswers,
        @DefaultValue("2s") Duration connect,
        @DefaultValue("5s") Duration read,
        @DefaultValue("15m") Duration notFoundStands,
        @DefaultValue("20s") Duration failureStands,
        @DefaultValue Codes codes,
        @DefaultValue List<String> callbackSources,
        @DefaultValue("3d") Duration callbackOldest) {

    private static final int KEY_BYTES = 32;

    public NiannianKaProperties {
        if (!appSecret.isEmpty() && appSecret.getBytes(StandardCharsets.UTF_8).length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "jiaxiao.niannianka.app-secret must have 32 bytes: it is an AES-256 key too");
        }
    }

    /**
     * A code in none of the sets says nothing certain.
     *
     * @param exists    there is an order under this number
     * @param notFound  there is none
     * @param refused   not taken, and never will be
     * @param temporary not taken, but may be later: balance, maintenance
     * @param soldOut   of those not taken, because there is none or it is not sold any more
     * @param account   of those not taken, because the account is none
     */
    public record Codes(
            @DefaultValue("3001") Set<Integer> exists,
            @DefaultValue("3002") Set<Integer> notFound,
            @DefaultValue({"1000", "1001", "1003", "1004", "1005", "2001", "2003", "3004"}) Set<Integer> refused,
            @DefaultValue({"1002", "2002", "3003", "3005"}) Set<Integer> temporary,
            @DefaultValue({"2001", "2002", "2003"}) Set<Integer> soldOut,
            @DefaultValue("3004") Set<Integer> account) {

        /** @param code one of those not taken, or one that was no answer to an order */
        Placement.Refused refusal(int code, String message) {
            Placement.Cause cause = soldOut.contains(code)
                    ? Placement.Cause.SOLD_OUT
                    : account.contains(code) ? Placement.Cause.NUMBER_WRONG : Placement.Cause.OTHER;
            return new Placement.Refused(String.valueOf(code), message, refused.contains(code), cause);
        }
    }

    boolean isOpen() {
        return !appSecret.isEmpty();
    }

    /** Holds a secret, so it does not print itself. */
    @Override
    public String toString() {
        return "NiannianKaProperties[" + url + ", " + appKey + "]";
    }
}
