package io.jiaxiao.mall.redemption.store;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.mall.redemption.domain.NewRedemption.SealedDestination;
import io.jiaxiao.mall.supply.Delivery;
import io.jiaxiao.starter.pii.BlindIndex;
import io.jiaxiao.starter.pii.PersonalDataCipher;
import io.jiaxiao.starter.pii.PiiPurpose;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** Seals what an order keeps of a person, before the ledger's writer sees it: sealing is not its work. */
@Component
public class Seals {

    private final PersonalDataCipher cipher;
    private final BlindIndex index;

    Seals(PersonalDataCipher cipher, BlindIndex index) {
        this.cipher = cipher;
        this.index = index;
    }

    public SealedDestination of(Delivery to) {
        return new SealedDestination(
                cipher.seal(PiiPurpose.NAME, to.receiver().clear()),
                cipher.seal(PiiPurpose.MOBILE, to.mobile().digits()),
                indexOf(to.mobile()),
                to.divisionCode(),
                cipher.seal(Purposes.STREET, to.street()));
    }

    public SealedDestination of(Mobile account) {
        return new SealedDestination(
                null, cipher.seal(PiiPurpose.MOBILE, account.digits()), indexOf(account), null, null);
    }

    /** How risk and lists know a number. */
    public String indexOf(Mobile mobile) {
        return index.of(PiiPurpose.MOBILE, mobile.digits());
    }

    /** A keyed hash: a plain one of a phone number is found by trying them all. */
    public String hashOf(String request) {
        return index.of(Purposes.REQUEST, HexFormat.of().formatHex(request.getBytes(StandardCharsets.UTF_8)));
    }
}
