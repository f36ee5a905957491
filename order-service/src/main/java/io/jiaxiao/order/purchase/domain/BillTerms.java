package io.jiaxiao.order.purchase.domain;

/** What has to be read before a code of the carrier's is asked for: product, price, period, how to end it (partners.md 8.2). */
public final class BillTerms {

    private BillTerms() {}

    /** The whole text; kept as evidence word for word. */
    public static String of(Purchase purchase) {
        return purchase.title() + "：每月" + purchase.price().inYuan()
                + "元，由您的手机话费支付；开通后立即生效，按自然月自动续订；可随时在“我的订购”办理退订，或发送TD至10086，退订后用到当月月底。";
    }
}
