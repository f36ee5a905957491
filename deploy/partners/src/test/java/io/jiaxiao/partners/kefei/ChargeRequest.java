package io.jiaxiao.partners.kefei;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A request as a client of the partner would build it; shares no code with the simulator. */
public final class ChargeRequest {

    public static final String KEY = "demoMd5Key";
    public static final String PATH = "/kefei/API";
    public static final String CONTENT_TYPE = "application/json;charset=GBK";
    public static final Charset GBK = Charset.forName("GBK");

    private final String busi;
    private String agent = "demoAgent";
    private String key = KEY;

    private ChargeRequest(String busi) {
        this.busi = busi;
    }

    /** Any business part, exactly as it is to be sent. */
    public static ChargeRequest of(String busi) {
        return new ChargeRequest(busi);
    }

    public static ChargeRequest charge(String orderId, String phone, String yuan, String isp, String retUrl) {
        return of(
                "{\"action\":\"CZ\",\"orderId\":\"%s\",\"chargeAcct\":\"%s\",\"chargeCash\":\"%s\",\"chargeType\":\"0\","
                                .formatted(orderId, phone, yuan)
                        + "\"ispName\":\"%s\",\"province\":\"\",\"retUrl\":\"%s\"}"
                                .formatted(encoded(isp), encoded(retUrl)));
    }

    public static ChargeRequest query(String orderId) {
        return of("{\"action\":\"CX\",\"orderId\":\"" + orderId + "\"}");
    }

    public ChargeRequest from(String account) {
        agent = account;
        return this;
    }

    public ChargeRequest signedWith(String other) {
        key = other;
        return this;
    }

    public byte[] body() {
        String text =
                "{\"sign\":\"" + md5(busi + key) + "\",\"agentAccount\":\"" + agent + "\",\"busiBody\":" + busi + "}";
        return text.getBytes(GBK);
    }

    public static String callbackSign(String orderId, String chargeId, String state, String errorCode) {
        return md5("Orderid=" + orderId + "&Chargeid=" + chargeId + "&Orderstatu_int=" + state + "&Errorcode="
                + errorCode + "&Password=" + KEY);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
