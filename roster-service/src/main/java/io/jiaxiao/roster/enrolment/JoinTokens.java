package io.jiaxiao.roster.enrolment;

import io.jiaxiao.roster.enrolment.domain.JoinToken;
import io.jiaxiao.starter.pii.BlindIndex;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Seals codes with the keyed hash of the blind index, under a purpose of its own: a key rotation keeps the printed codes
 * good until the former key is dropped.
 */
@Component
class JoinTokens {

    private static final String PURPOSE = "join-code";

    private final BlindIndex keys;

    JoinTokens(BlindIndex keys) {
        this.keys = keys;
    }

    String of(JoinCode code) {
        var token = new JoinToken(code.id(), code.expiresAt());
        return token.sealedWith(keys.of(PURPOSE, token.content()));
    }

    /** Empty when it was not sealed here, or changed since. */
    Optional<JoinToken> read(String text) {
        return JoinToken.parse(text)
                .filter(found -> keys.allOf(PURPOSE, found.content()).stream()
                        .anyMatch(seal -> MessageDigest.isEqual(ascii(seal), ascii(found.seal()))))
                .map(JoinToken.Sealed::token);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
