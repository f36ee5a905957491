package io.jiaxiao.order.payment.alipay;

import com.alipay.api.AlipayApiException;
import com.alipay.api.AlipayRequest;
import com.alipay.api.AlipayResponse;
import com.alipay.api.request.AlipayDataDataserviceBillDownloadurlQueryRequest;
import com.alipay.api.request.AlipayTradeCloseRequest;
import com.alipay.api.request.AlipayTradeFastpayRefundQueryRequest;
import com.alipay.api.request.AlipayTradePrecreateRequest;
import com.alipay.api.request.AlipayTradeQueryRequest;
import com.alipay.api.request.AlipayTradeRefundRequest;
import io.jiaxiao.kernel.Money;
import io.jiaxiao.starter.partner.PartnerGate;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls we make at Alipay. Never throws: done, certainly not done, or nobody knows. The SDK signs and checks signatures. */
public final class AlipayClient {

    /** There is no trade: nobody has scanned the code (partners.md 3.4). */
    public static final String NO_TRADE = "ACQ.TRADE_NOT_EXIST";

    private static final Logger log = LoggerFactory.getLogger(AlipayClient.class);
    private static final String OK = "10000";
    private static final String BUSINESS = "40004";
    private static final Set<String> NEITHER_YES_NOR_NO = Set.of("ACQ.SYSTEM_ERROR", "aop.ACQ.SYSTEM_ERROR");
    private static final Set<String> NOT_NOW = Set.of("ACQ.SELLER_BALANCE_NOT_ENOUGH", "ACQ.REFUND_CHARGE_ERROR");
    private static final int LONGEST_CODE = 64;

    /** A flood of questions never takes the places of payers, nor these those of refunds. */
    private static final String CODE = "code";

    private static final String REFUND = "refund";
    private static final String QUESTION = "question";
    private static final Said CLOSED = new Said.Refused(PartnerGate.CLOSED, true);

    private final AlipayProperties properties;
    private final BoundedSdk quick;
    private final BoundedSdk patient;
    private final PartnerGate gate;
    private final JsonMapper json;
    private final MeterRegistry meters;

    /**
     * @param quick   gives up soon: somebody waits
     * @param patient for moving money
     */
    AlipayClient(
            AlipayProperties properties,
            BoundedSdk quick,
            BoundedSdk patient,
            PartnerGate gate,
            JsonMapper json,
            MeterRegistry meters) {
        this.properties = properties;
        this.quick = quick;
        this.patient = patient;
        this.gate = gate;
        this.json = json;
        this.meters = meters;
    }

    /**
     * A code to scan; the same number gives the same code.
     *
     * @param payable how long it is to be payable; whole minutes at the partner, rounded up
     */
    public Said precreate(String number, Money amount, String subject, Duration payable) {
        var request = new AlipayTradePrecreateRequest();
        request.setNotifyUrl(properties.notifyUrl().toString());
        String minutes = Math.max(1, (payable.toSeconds() + 59) / 60) + "m";
        request.setBizContent(content(
                "out_trade_no", number,
                "total_amount", amount.inYuan(),
                "subject", subject,
                "timeout_express", minutes,
                "qr_code_timeout_express", minutes));
        return call("precreate", CODE, quick, request);
    }

    public Said query(String number) {
        var request = new AlipayTradeQueryRequest();
        request.setBizContent(content("out_trade_no", number));
        return call("query", QUESTION, quick, request);
    }

    /** @param requestNo its idempotency key there: the same twice moves money once */
    public Said refund(String number, String requestNo, Money amount, String reason) {
        var request = new AlipayTradeRefundRequest();
        request.setBizContent(content(
                "out_trade_no", number,
                "out_request_no", requestNo,
                "refund_amount", amount.inYuan(),
                "refund_reason", reason));
        return call("refund", REFUND, patient, request);
    }

    public Said refundQuery(String number, String requestNo) {
        var request = new AlipayTradeFastpayRefundQueryRequest();
        request.setBizContent(content("out_trade_no", number, "out_request_no", requestNo));
        return call("refund-query", QUESTION, quick, request);
    }

    public Said close(String number) {
        var request = new AlipayTradeCloseRequest();
        request.setBizContent(content("out_trade_no", number));
        return call("close", QUESTION, quick, request);
    }

    /** The address of the bill of a day, good for half a minute. */
    public Said bill(LocalDate day) {
        var request = new AlipayDataDataserviceBillDownloadurlQueryRequest();
        request.setBizContent(content("bill_type", "trade", "bill_date", day.toString()));
        return call("bill", QUESTION, quick, request);
    }

    private String content(String... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return json.writeValueAsString(fields);
    }

    private <T extends AlipayResponse> Said call(
            String name, String lane, BoundedSdk client, AlipayRequest<T> request) {
        if (!properties.isOpen()) {
            return CLOSED;
        }
        Said said = gate.through(lane, () -> heard(name, client, request), any -> any instanceof Said.Unknown, CLOSED);
        String outcome =
                switch (said) {
                    case Said.Done unused -> "OK";
                    case Said.Refused unused -> "REFUSED";
                    case Said.Unknown unused -> "UNKNOWN";
                };
        meters.counter("jiaxiao.partner.calls", "partner", "alipay", "call", name, "outcome", outcome)
                .increment();
        return said;
    }

    private <T extends AlipayResponse> Said heard(String name, BoundedSdk client, AlipayRequest<T> request) {
        T response;
        try {
            response = client.execute(request);
        } catch (AlipayApiException e) {
            String cause =
                    e.getCause() == null ? "untrusted" : e.getCause().getClass().getSimpleName();
            log.warn("alipay {} got no answer to trust: {}", name, cause);
            return new Said.Unknown("NO_ANSWER");
        }
        String code = plain(response.getCode());
        String subCode = plain(response.getSubCode());
        if (code.equals(OK)) {
            return answer(response);
        }
        log.info("alipay {} answered {} {}", name, code, subCode);
        boolean neither = code.equals("20000") || code.equals("10003") || NEITHER_YES_NOR_NO.contains(subCode);
        if (neither || code.isEmpty()) {
            return new Said.Unknown(subCode.isEmpty() ? code : subCode);
        }
        // What is no business of the trade is our own mistake or its configuration, and may be put right.
        boolean later = !code.equals(BUSINESS) || NOT_NOW.contains(subCode);
        return new Said.Refused(subCode.isEmpty() ? code : subCode, later);
    }

    private Said answer(AlipayResponse response) {
        try {
            for (Map.Entry<String, JsonNode> each :
                    json.readTree(response.getBody()).properties()) {
                if (each.getKey().endsWith("_response")) {
                    return new Said.Done(each.getValue());
                }
            }
        } catch (JacksonException notJson) {
            log.warn("alipay answered what is no JSON");
        }
        return new Said.Unknown("UNREADABLE");
    }

    private static String plain(@Nullable String code) {
        if (code == null) {
            return "";
        }
        return code.length() > LONGEST_CODE ? code.substring(0, LONGEST_CODE) : code;
    }
}
