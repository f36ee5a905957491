package io.jiaxiao.partners.alipay;

import java.util.Arrays;
import java.util.Optional;

/** What can be called at the gateway. */
enum Call {
    PRECREATE("alipay.trade.precreate"),
    QUERY("alipay.trade.query"),
    REFUND("alipay.trade.refund"),
    REFUND_QUERY("alipay.trade.fastpay.refund.query"),
    CLOSE("alipay.trade.close"),
    BILL("alipay.data.dataservice.bill.downloadurl.query");

    private final String method;

    Call(String method) {
        this.method = method;
    }

    static Optional<Call> of(String method) {
        return Arrays.stream(values())
                .filter(call -> call.method.equals(method))
                .findFirst();
    }

    /** The name of the answer's node. */
    String node() {
        return method.replace('.', '_') + "_response";
    }

    String method() {
        return method;
    }
}
