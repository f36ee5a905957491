package io.jiaxiao.starter.pii;

import io.jiaxiao.kernel.Mobile;

/** Every field of type {@link Mobile} of every row. */
final class SealedMobileHandler extends SealedHandler<Mobile> {

    SealedMobileHandler(PersonalDataCipher cipher) {
        super(cipher, PiiPurpose.MOBILE, Mobile::digits, Mobile::new);
    }
}
