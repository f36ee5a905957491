package io.jiaxiao.message.receipt.store;

import io.jiaxiao.message.receipt.domain.Uplink;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.pii.BlindIndex;
import io.jiaxiao.starter.pii.PersonalDataCipher;
import io.jiaxiao.starter.pii.PiiPurpose;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.springframework.stereotype.Repository;

/** The rows of texts that came in. */
@Repository
public class UplinkStore {

    private static final String CONTENT = "uplink.content";

    private final UplinkMapper mapper;
    private final PersonalDataCipher cipher;
    private final BlindIndex index;
    private final Ids ids;

    UplinkStore(UplinkMapper mapper, PersonalDataCipher cipher, BlindIndex index, Ids ids) {
        this.mapper = mapper;
        this.cipher = cipher;
        this.index = index;
        this.ids = ids;
    }

    /** False for a text that came before. */
    public boolean add(Uplink uplink, Instant now) {
        return mapper.insert(
                        ids.next(),
                        uplink,
                        index.of(PiiPurpose.MOBILE, uplink.mobile().digits()),
                        cipher.seal(CONTENT, uplink.content()),
                        uplink.wish(),
                        fingerprint(uplink),
                        now)
                == 1;
    }

    /** The index does not see case and blanks; here they count. */
    private String fingerprint(Uplink uplink) {
        String all =
                uplink.mobile().digits() + '|' + uplink.serviceCode() + '|' + uplink.sentAt() + '|' + uplink.content();
        return index.of(CONTENT, HexFormat.of().formatHex(all.getBytes(StandardCharsets.UTF_8)));
    }
}
