package io.jiaxiao.starter.pii;

import java.util.function.Function;

/**
 * For a String field that names it: {@code @TableField(typeHandler = SealedTextHandler.class)} in a row with
 * {@code @TableName(autoResultMap = true)}. A field that must not be interchangeable with others gets a subclass with a
 * purpose of its own, declared as a {@link SealedText}.
 */
public class SealedTextHandler extends SealedHandler<String> {

    public SealedTextHandler(PersonalDataCipher cipher) {
        this(cipher, PiiPurpose.TEXT);
    }

    protected SealedTextHandler(PersonalDataCipher cipher, String purpose) {
        super(cipher, purpose, Function.identity(), Function.identity());
    }
}
