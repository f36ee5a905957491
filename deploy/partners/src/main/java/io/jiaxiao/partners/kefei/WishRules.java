package io.jiaxiao.partners.kefei;

import io.jiaxiao.partners.phones.Phones;
import io.jiaxiao.partners.recharge.Carrier;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a CZ (partners.md 7.2) and checks all of it that needs no books. */
final class WishRules {

    static final List<Integer> FACES = List.of(10, 30, 50, 100, 200);

    private static final int LONGEST = 64;

    private final Charset urlCharset;

    WishRules(Charset urlCharset) {
        this.urlCharset = urlCharset;
    }

    /** What was read, or why not. */
    sealed interface Read {

        record Fine(ChargeOrder.Wish wish) implements Read {}

        record Wrong(ErrorCode code) implements Read {}
    }

    Read read(KefeiRequest request) {
        String orderId = request.text("orderId");
        String account = request.text("chargeAcct");
        String cash = request.text("chargeCash");
        String isp = decoded(request.text("ispName"));
        String province = request.text("province");
        String retUrl = decoded(request.text("retUrl"));
        if (orderId == null || account == null || cash == null || isp == null || province == null || retUrl == null) {
            return new Read.Wrong(ErrorCode.PARAMETER);
        }
        boolean fits = !orderId.isBlank() && orderId.length() <= LONGEST;
        if (!fits || !"0".equals(request.text("chargeType")) || !isWeb(retUrl)) {
            return new Read.Wrong(ErrorCode.PARAMETER);
        }
        if (!cash.matches("\\d{1,4}") || !FACES.contains(Integer.valueOf(cash))) {
            return new Read.Wrong(ErrorCode.FACE);
        }
        Optional<Carrier> carrier =
                Optional.of(account).filter(Phones::isMobile).flatMap(Carrier::of);
        if (carrier.isEmpty()) {
            return new Read.Wrong(ErrorCode.ACCOUNT);
        }
        if (!isp.equals(carrier.get().title())
                && !isp.equals("中国" + carrier.get().title())) {
            return new Read.Wrong(ErrorCode.CARRIER);
        }
        return new Read.Fine(
                new ChargeOrder.Wish(orderId, account, Integer.parseInt(cash), carrier.get(), province, retUrl));
    }

    private @Nullable String decoded(@Nullable String encoded) {
        try {
            return encoded == null ? null : URLDecoder.decode(encoded, urlCharset);
        } catch (IllegalArgumentException notEncoded) {
            return null;
        }
    }

    private static boolean isWeb(String url) {
        try {
            String scheme = URI.create(url).getScheme();
            return url.isEmpty() || (scheme != null && scheme.matches("https?"));
        } catch (IllegalArgumentException noUrl) {
            return false;
        }
    }
}
