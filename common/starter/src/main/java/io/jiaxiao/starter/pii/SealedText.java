package io.jiaxiao.starter.pii;

/**
 * Declares, as a bean, a {@link SealedTextHandler} with a purpose of its own: {@code @Bean SealedText address() { return
 * AddressHandler::new; }}. The handler itself must not be a bean: MyBatis-Plus would seal every String of every row with it.
 */
@FunctionalInterface
public interface SealedText {

    SealedTextHandler handler(PersonalDataCipher cipher);
}
