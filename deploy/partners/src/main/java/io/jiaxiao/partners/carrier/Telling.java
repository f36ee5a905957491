package io.jiaxiao.partners.carrier;

import io.jiaxiao.partners.faults.FaultBook;
import io.jiaxiao.partners.push.Callback;
import io.jiaxiao.partners.push.Callbacks;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the carrier tells by itself: decisions as signed JSON, and what its own counters did as DSMP over SOAP. */
final class Telling {

    private static final Callback.Wire JSON =
            new Callback.Wire("application/json;charset=UTF-8", StandardCharsets.UTF_8, "{\"code\":\"0000\"}");
    private static final Callback.Wire SOAP =
            new Callback.Wire("text/xml; charset=utf-8", StandardCharsets.UTF_8, null);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private final CarrierProperties properties;
    private final String key;
    private final FaultBook faults;
    private final Callbacks callbacks;
    private final Clock clock;
    private final JsonMapper json;

    Telling(
            CarrierProperties properties,
            String key,
            FaultBook faults,
            Callbacks callbacks,
            Clock clock,
            JsonMapper json) {
        this.properties = properties;
        this.key = key;
        this.faults = faults;
        this.callbacks = callbacks;
        this.clock = clock;
        this.json = json;
    }

    /** As it is shown in answers. */
    ObjectNode view(Line line) {
        ObjectNode node = json.createObjectNode();
        fields(line).forEach(node::put);
        return node;
    }

    void notify(Line line) {
        List<String> numbers = List.of(line.mobile());
        if (faults.drawForRequest(numbers, CarrierFault.LoseNotify.class).isPresent()) {
            return;
        }
        if (faults.drawForRequest(numbers, CarrierFault.ForgedNotify.class).isPresent()) {
            push(line, "forged notify", key + "?", List.of());
        }
        boolean twice =
                faults.drawForRequest(numbers, CarrierFault.DoubleNotify.class).isPresent();
        for (int copy = 0; copy < (twice ? 2 : 1); copy++) {
            push(line, "notify", key, properties.again());
        }
    }

    private void push(Line line, String kind, String signingKey, List<Duration> again) {
        Map<String, String> fields = fields(line);
        fields.put("sign", Signature.of(fields, signingKey));
        Callback callback = new Callback(
                CarrierConfiguration.PARTNER,
                kind,
                properties.notifyUrl(),
                json.writeValueAsString(fields),
                JSON,
                about(line),
                line.orderId(),
                again,
                List.of());
        callbacks.pushAfter(Duration.ZERO, () -> callback);
    }

    /**
     * DSMP (partners.md 8.1).
     *
     * @param action 1 open, 2 stop, 3 activate, 4 pause
     * @param reason 1 user, 2 10086, 3 suspension, 6 number cancelled, 8 fee failure, ...
     */
    void dsmp(Line line, int action, int reason, int copies) {
        String transaction = UUID.randomUUID().toString().replace("-", "");
        String body =
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/">
                <SOAP-ENV:Header><TransactionID xmlns="http://www.monternet.com/dsmp/schemas/">%s</TransactionID></SOAP-ENV:Header>
                <SOAP-ENV:Body><SyncOrderRelationReq xmlns="http://www.monternet.com/dsmp/schemas/">
                <Version>1.5.0</Version><MsgType>SyncOrderRelationReq</MsgType>
                <Send_Address><DeviceType>0</DeviceType><DeviceID>0</DeviceID></Send_Address>
                <Dest_Address><DeviceType>400</DeviceType><DeviceID>0</DeviceID></Dest_Address>
                <FeeUser_ID><UserIDType>1</UserIDType><MSISDN>%s</MSISDN><PseudoCode></PseudoCode></FeeUser_ID>
                <DestUser_ID><UserIDType>1</UserIDType><MSISDN>%s</MSISDN><PseudoCode></PseudoCode></DestUser_ID>
                <LinkID>%s</LinkID><ActionID>%d</ActionID><ActionReasonID>%d</ActionReasonID>
                <SPID>%s</SPID><SPServiceID>%s</SPServiceID><AccessMode>3</AccessMode><FeatureStr></FeatureStr>
                </SyncOrderRelationReq></SOAP-ENV:Body></SOAP-ENV:Envelope>
                """
                        .formatted(
                                transaction,
                                line.mobile(),
                                line.mobile(),
                                line.orderId(),
                                action,
                                reason,
                                properties.spId(),
                                line.productId());
        Callback callback = new Callback(
                CarrierConfiguration.PARTNER,
                "SyncOrderRelationReq",
                properties.dsmpUrl(),
                body,
                SOAP,
                about(line),
                transaction,
                properties.again(),
                List.of());
        for (int copy = 0; copy < copies; copy++) {
            callbacks.pushAfter(Duration.ZERO, () -> callback);
        }
    }

    private static List<io.jiaxiao.partners.journal.Line> about(Line line) {
        return List.of(new io.jiaxiao.partners.journal.Line(line.mobile(), line.action() + " " + line.status()));
    }

    private Map<String, String> fields(Line line) {
        boolean silent = line.expires() != null
                && faults.drawForRequest(List.of(line.mobile()), CarrierFault.NoEndDate.class)
                        .isPresent();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("orderId", line.orderId());
        fields.put("reqNo", line.reqNo());
        fields.put("mobile", line.mobile());
        fields.put("productId", line.productId());
        fields.put("action", line.action());
        fields.put("status", line.status());
        fields.put("effTime", time(line.effective()));
        fields.put("expTime", silent ? "" : time(line.expires()));
        return fields;
    }

    String time(@Nullable Instant at) {
        return at == null ? "" : TIME.format(at.atZone(clock.getZone()));
    }
}
