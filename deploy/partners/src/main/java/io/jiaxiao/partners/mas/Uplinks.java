package io.jiaxiao.partners.mas;

import io.jiaxiao.partners.journal.Line;
import io.jiaxiao.partners.phones.UplinkRoute;
import io.jiaxiao.partners.push.Callback;
import io.jiaxiao.partners.push.Callbacks;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Texts from phones to our service code (partners.md 1.7). */
final class Uplinks implements UplinkRoute {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final MasAccount account;
    private final MasPushes pushes;
    private final Callbacks callbacks;
    private final Clock clock;
    private final JsonMapper json;

    Uplinks(MasAccount account, MasPushes pushes, Callbacks callbacks, Clock clock, JsonMapper json) {
        this.account = account;
        this.pushes = pushes;
        this.callbacks = callbacks;
        this.clock = clock;
        this.json = json;
    }

    /** @param addSerial the full number the phone sent to, not only the extension */
    record Uplink(String mobile, String smsContent, String sendTime, String addSerial) {}

    @Override
    public String partner() {
        return MasConfiguration.PARTNER;
    }

    @Override
    public String serviceCode() {
        return account.serviceCode();
    }

    @Override
    public boolean serves(String to) {
        return to.startsWith(account.serviceCode());
    }

    @Override
    public boolean take(String mobile, String to, String text) {
        URI url = pushes.uplinkUrl();
        if (url == null) {
            return false;
        }
        Uplink uplink = new Uplink(mobile, text, TIME.format(ZonedDateTime.now(clock)), to);
        Callback callback = new Callback(
                partner(),
                "uplink",
                url,
                json.writeValueAsString(uplink),
                List.of(new Line(mobile, text)),
                null,
                pushes.againAfter(),
                List.of());
        callbacks.pushAfter(Duration.ZERO, () -> callback);
        return true;
    }
}
