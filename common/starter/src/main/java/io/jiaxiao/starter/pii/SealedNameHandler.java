package io.jiaxiao.starter.pii;

import io.jiaxiao.kernel.PersonName;

/** Every field of type {@link PersonName} of every row. */
final class SealedNameHandler extends SealedHandler<PersonName> {

    SealedNameHandler(PersonalDataCipher cipher) {
        super(cipher, PiiPurpose.NAME, PersonName::clear, PersonName::new);
    }
}
