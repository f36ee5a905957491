package io.jiaxiao.partners.mas;

import java.util.Map;

/**
 * What the platform's contract with 云MAS fixed.
 *
 * @param ecName enterprise name exactly as registered
 * @param apId user of the interface account
 * @param secretKey password of the interface account
 * @param serviceCode the base number texts come from; an extension may follow, 20 digits in all
 * @param signs visible signature by sign code
 * @param templates approved texts by template id
 */
record MasAccount(
        String ecName,
        String apId,
        String secretKey,
        String serviceCode,
        Map<String, String> signs,
        Map<String, Template> templates) {

    MasAccount {
        signs = Map.copyOf(signs);
        templates = Map.copyOf(templates);
    }

    @Override
    public String toString() {
        return "MasAccount[" + apId + "]";
    }
}
