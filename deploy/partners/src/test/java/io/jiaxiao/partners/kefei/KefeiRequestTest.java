package io.jiaxiao.partners.kefei;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.partners.recharge.Md5;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KefeiRequestTest {

    private static final String SIGN = "0112a75a64e540efcdb5a973228ea898";

    private static Optional<KefeiRequest> read(String busiBody) {
        return KefeiRequest.read(
                "{ \"sign\":\"" + SIGN + "\",\"busiBody\" :\n " + busiBody + " ,\"agentAccount\":\"a\"}");
    }

    /** The vectors of partners.md 7.1 and 7.3. */
    @Test
    void bothSignatures_areThoseOfTheKnownMessages() {
        assertThat(read("{\"action\":\"CX\",\"orderId\":\"T0001\"}")
                        .orElseThrow()
                        .isSignedWith("demoKey", StandardCharsets.US_ASCII))
                .isTrue();
        assertThat(KefeiRequest.callbackSign("T0001", "9001", 16, "0000", "demoKey"))
                .isEqualTo("2b581ac718145b8475be950de3d1da02");
    }

    @Test
    void theTextThatWasSent_isWhatIsHashed_notWhatItMeans() {
        KefeiRequest spaced = read("{\"action\":\"CX\", \"orderId\":\"T0001\"}").orElseThrow();
        assertThat(spaced.busiText()).isEqualTo("{\"action\":\"CX\", \"orderId\":\"T0001\"}");
        assertThat(spaced.isSignedWith("demoKey", StandardCharsets.US_ASCII)).isFalse();
        String nested = "{\"a\":{\"b\":[1,{\"}\":\"}\\\"\"}]} }";
        assertThat(read(nested).orElseThrow().busiText()).isEqualTo(nested);
    }

    @Test
    void chinese_isHashedAsTheContractSays_andNotAtAllUnderAscii() {
        String busi = "{\"province\":\"广东\"}";
        KefeiRequest gbk = KefeiRequest.read("{\"sign\":\"" + Md5.hex(busi + "k", KefeiRequest.GBK)
                        + "\",\"agentAccount\":\"a\",\"busiBody\":" + busi + "}")
                .orElseThrow();
        assertThat(gbk.isSignedWith("k", KefeiRequest.GBK)).isTrue();
        assertThat(gbk.isSignedWith("k", StandardCharsets.UTF_8)).isFalse();
        KefeiRequest ascii = KefeiRequest.read("{\"sign\":\"" + Md5.hex(busi + "k", StandardCharsets.US_ASCII)
                        + "\",\"agentAccount\":\"a\",\"busiBody\":" + busi + "}")
                .orElseThrow();
        assertThat(ascii.isSignedWith("k", StandardCharsets.US_ASCII)).isFalse();
    }

    @Test
    void whatIsNotTheProtocol_isNotRead() {
        assertThat(KefeiRequest.read("")).isEmpty();
        assertThat(KefeiRequest.read("[]")).isEmpty();
        assertThat(KefeiRequest.read("{\"sign\":\"\",\"agentAccount\":\"a\"}")).isEmpty();
        assertThat(KefeiRequest.read("{\"sign\":\"\",\"agentAccount\":\"a\",\"busiBody\":\"{}\"}"))
                .isEmpty();
        assertThat(KefeiRequest.read("{\"sign\":\"\",\"agentAccount\":\"a\",\"busiBody\":{},\"busiBody\":{}}"))
                .isEmpty();
        assertThat(KefeiRequest.read("{\"sign\":\"\",\"agentAccount\":\"a\",\"busiBody\":{}} x"))
                .isEmpty();
        assertThat(KefeiRequest.decoded(new byte[] {(byte) 0x81, (byte) 0x20})).isNull();
    }
}
