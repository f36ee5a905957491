package io.jiaxiao.mall.supply.callback;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A form in the partner's own charset. The servlet's reading of it would be in UTF-8, so it is read here; a field that
 * comes twice is none, for it could be signed once and read the other time.
 */
public final class CallbackForm {

    private CallbackForm() {}

    /** Empty when it is no form, or not in the charset. */
    public static Optional<Map<String, String>> read(byte[] body, Charset charset) {
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            Map<String, String> fields = new LinkedHashMap<>();
            for (String pair : text.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals < 1) {
                    return Optional.empty();
                }
                String name = URLDecoder.decode(pair.substring(0, equals), charset);
                if (fields.put(name, URLDecoder.decode(pair.substring(equals + 1), charset)) != null) {
                    return Optional.empty();
                }
            }
            return Optional.of(fields);
        } catch (CharacterCodingException | IllegalArgumentException noForm) {
            return Optional.empty();
        }
    }
}
