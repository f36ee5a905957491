/** Alipay's open API v2 as far as a merchant with QR codes meets it (partners.md 3), with a wallet to pay from. */
@NullMarked
package io.jiaxiao.partners.alipay;

import org.jspecify.annotations.NullMarked;
