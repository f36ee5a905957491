package io.jiaxiao.roster.enrolment.web;

import io.jiaxiao.roster.enrolment.JoinCode;
import io.jiaxiao.roster.enrolment.JoinCodes.Shown;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A code as those who manage the class see it.
 *
 * @param code    what the picture carries at its end; missing, with address and picture, when it is good no longer
 * @param address where a scan leads
 * @param picture path of the PNG
 */
record JoinCodeResponse(
        String id,
        int version,
        JoinCode.State state,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable String code,
        @Nullable String address,
        @Nullable String picture) {

    /** The newest first. */
    record JoinCodesResponse(List<JoinCodeResponse> items) {

        static JoinCodesResponse of(List<Shown> codes) {
            return new JoinCodesResponse(
                    codes.stream().map(JoinCodeResponse::of).toList());
        }
    }

    static JoinCodeResponse of(Shown shown) {
        JoinCode code = shown.code();
        String token = shown.token();
        return new JoinCodeResponse(
                Long.toString(code.id()),
                code.version(),
                shown.state(),
                code.createdAt(),
                code.expiresAt(),
                code.revokedAt(),
                token,
                shown.address(),
                token == null ? null : ScanController.PATH + "/" + token + ".png");
    }
}
