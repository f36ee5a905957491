package io.jiaxiao.order.carrier.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DsmpTest {

    private static final String MESSAGE =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:d="http://www.monternet.com/dsmp/schemas/">
            <e:Header><d:TransactionID>T1</d:TransactionID></e:Header>
            <e:Body><d:SyncOrderRelationReq><d:Version>1.5.0</d:Version><d:MsgType>SyncOrderRelationReq</d:MsgType>
            <d:FeeUser_ID><d:UserIDType>1</d:UserIDType><d:MSISDN>13900000001</d:MSISDN></d:FeeUser_ID>
            <d:DestUser_ID><d:UserIDType>1</d:UserIDType><d:MSISDN>13900000002</d:MSISDN></d:DestUser_ID>
            <d:ActionID>2</d:ActionID><d:SPID>901234</d:SPID><d:SPServiceID>XXT</d:SPServiceID>
            </d:SyncOrderRelationReq></e:Body></e:Envelope>
            """;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theNumberIsThatOfTheUser_notOfWhoPays_whateverThePrefix() {
        assertThat(Dsmp.read(bytes(MESSAGE)))
                .contains(new Dsmp.Sync("T1", "SyncOrderRelationReq", "13900000002", 2, "901234", "XXT"));
    }

    @Test
    void whatIsNoSuchMessage_isNone() {
        assertThat(Dsmp.read(bytes("{}"))).isEmpty();
        assertThat(Dsmp.read(bytes(MESSAGE.replace("monternet", "stranger")))).isEmpty();
        assertThat(Dsmp.read(bytes(MESSAGE.replace("<d:ActionID>2", "<d:ActionID>two"))))
                .isEmpty();
        assertThat(Dsmp.read(bytes(MESSAGE.replace("</e:Envelope>", "")))).isEmpty();
    }

    @Test
    void anAnswerNamesItsMessage_andNothingInItIsMarkup() {
        assertThat(Dsmp.answer("a<b&c", 4007)).contains("a&lt;b&amp;c").contains("<hRet>4007</hRet>");
    }
}
