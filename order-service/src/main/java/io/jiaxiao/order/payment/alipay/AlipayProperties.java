package io.jiaxiao.order.payment.alipay;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The contract with Alipay (partners.md 3).
 *
 * @param url                its gateway
 * @param appId              our application
 * @param sellerId           our account there; money for any other is not ours
 * @param merchantPrivateKey what we sign with, PKCS#8 in Base64 on one line; empty when there is no contract, and then nothing
 *                           is called
 * @param publicKey          what its signatures are checked with, X.509 in Base64 on one line
 * @param notifyUrl          where it tells us of payments
 * @param callbackSources    addresses or networks notifies may come from; empty allows any
 * @param connect            longest wait for a connection
 * @param read               longest wait for an answer while a payer waits, and for questions
 * @param readMoving         longest wait for an answer when money moves back
 */
@ConfigurationProperties("jiaxiao.alipay")
public record AlipayProperties(
        URI url,
        String appId,
        String sellerId,
        @DefaultValue("") String merchantPrivateKey,
        @DefaultValue("") String publicKey,
        URI notifyUrl,
        @DefaultValue List<String> callbackSources,
        @DefaultValue("2s") Duration connect,
        @DefaultValue("4s") Duration read,
        @DefaultValue("10s") Duration readMoving) {

    public boolean isOpen() {
        return !merchantPrivateKey.isBlank() && !publicKey.isBlank();
    }

    /** Holds a secret, so it does not print itself. */
    @Override
    public String toString() {
        return "AlipayProperties[" + url + ", " + appId + "]";
    }
}
