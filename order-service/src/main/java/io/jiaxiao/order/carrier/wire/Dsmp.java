package io.jiaxiao.order.carrier.wire;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** DSMP's SyncOrderRelation (partners.md 8.1): SOAP 1.1, read without entities or documents from elsewhere. */
public final class Dsmp {

    public static final int OK = 0;
    public static final int BAD_TYPE = 4000;
    public static final int BAD_ACTION = 4001;
    public static final int BAD_SPID = 4003;
    public static final int ALREADY_SUBSCRIBED = 4007;
    public static final int NOT_SUBSCRIBED = 4011;
    public static final int MALFORMED = 9014;

    private static final String NAMESPACE = "http://www.monternet.com/dsmp/schemas/";
    private static final int LONGEST_VALUE = 128;

    private Dsmp() {}

    /**
     * What the carrier's own side did.
     *
     * @param mobile    empty when only a pseudo code is told
     * @param actionId  1 open, 2 stop, 3 activate, 4 pause
     */
    public record Sync(String transactionId, String type, String mobile, int actionId, String spId, String serviceId) {}

    /** Empty when it is no such message. */
    public static Optional<Sync> read(byte[] body) {
        try {
            XMLInputFactory factory = XMLInputFactory.newFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            Map<String, String> values = values(factory.createXMLStreamReader(new ByteArrayInputStream(body)));
            String transaction = values.getOrDefault("TransactionID", "");
            String action = values.getOrDefault("ActionID", "");
            if (transaction.isEmpty() || transaction.length() > 64 || !action.matches("\\d{1,4}")) {
                return Optional.empty();
            }
            return Optional.of(new Sync(
                    transaction,
                    values.getOrDefault("MsgType", ""),
                    values.getOrDefault("DestUser_ID.MSISDN", ""),
                    Integer.parseInt(action),
                    values.getOrDefault("SPID", ""),
                    values.getOrDefault("SPServiceID", "")));
        } catch (XMLStreamException noXml) {
            return Optional.empty();
        }
    }

    /** The texts of DSMP's own elements, under their names and those of their parents. */
    private static Map<String, String> values(XMLStreamReader xml) throws XMLStreamException {
        Map<String, String> values = new HashMap<>();
        Deque<String> open = new ArrayDeque<>();
        StringBuilder text = new StringBuilder();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    open.push(NAMESPACE.equals(xml.getNamespaceURI()) ? xml.getLocalName() : "");
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    String name = open.pop();
                    String value = text.toString().strip();
                    if (!name.isEmpty() && value.length() <= LONGEST_VALUE) {
                        values.putIfAbsent(name, value);
                        values.putIfAbsent((open.isEmpty() ? "" : open.peek()) + "." + name, value);
                    }
                    text.setLength(0);
                }
                default -> {}
            }
        }
        return values;
    }

    public static String answer(String transactionId, int hRet) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/">\
                <SOAP-ENV:Header><TransactionID xmlns="%s">%s</TransactionID></SOAP-ENV:Header>\
                <SOAP-ENV:Body><SyncOrderRelationResp xmlns="%s"><Version>1.5.0</Version>\
                <MsgType>SyncOrderRelationResp</MsgType><hRet>%d</hRet></SyncOrderRelationResp></SOAP-ENV:Body>\
                </SOAP-ENV:Envelope>"""
                .formatted(NAMESPACE, escaped(transactionId), NAMESPACE, hRet);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
