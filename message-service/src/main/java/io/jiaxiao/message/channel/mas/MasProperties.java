package io.jiaxiao.message.channel.mas;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The account at 云MAS (partners.md 1.1 to 1.3).
 *
 * @param baseUrl   given per customer when the account is opened, without {@code /sms}
 * @param ecName    enterprise name exactly as registered
 * @param apId      user of the interface account
 * @param secretKey its password; signs requests and never travels
 * @param sign      sign code, not the visible signature
 * @param addSerial extension number; empty with exact match
 * @param connect   longest wait for a connection
 * @param read      longest wait for the whole answer once connected
 */
@ConfigurationProperties("jiaxiao.mas")
record MasProperties(
        URI baseUrl,
        String ecName,
        String apId,
        String secretKey,
        String sign,
        @DefaultValue("") String addSerial,
        @DefaultValue("5s") Duration connect,
        @DefaultValue("5s") Duration read) {

    MasProperties {
        if (secretKey == null || secretKey.isBlank()) {
            throw new IllegalArgumentException("jiaxiao.mas.secret-key is missing");
        }
    }

    /** Holds a secret, so it does not print itself. */
    @Override
    public String toString() {
        return "MasProperties[" + baseUrl + ", " + apId + "]";
    }
}
