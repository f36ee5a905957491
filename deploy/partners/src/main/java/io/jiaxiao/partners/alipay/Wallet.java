package io.jiaxiao.partners.alipay;

import io.jiaxiao.partners.recharge.Fen;
import io.jiaxiao.partners.web.BadInput;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The buyer's phone, and what only Alipay itself can do to a trade: for demonstrations and tests. */
@RestController
@RequestMapping("/alipay")
class Wallet {

    static final String ADDRESS = "https://qr.alipay.com/";

    private final Optional<Office> office;

    Wallet(Optional<Office> office) {
        this.office = office;
    }

    /**
     * @param qrCode what the merchant showed: the whole address or the code alone
     * @param amount in yuan, what arrives instead of what was asked for; missing for the right sum
     */
    record Scan(@Nullable String qrCode, @Nullable String amount) {}

    record RefundView(String outRequestNo, String amount, String at) {}

    record TradeView(
            String outTradeNo,
            @Nullable String tradeNo,
            String subject,
            String totalAmount,
            String status,
            List<RefundView> refunds) {}

    static String address(String code) {
        return ADDRESS + code;
    }

    @PostMapping("/wallet/scan")
    TradeView scan(@RequestBody Scan scan) {
        return view(scanned(scan));
    }

    /** Scans when that was not done, then pays. */
    @PostMapping("/wallet/pay")
    TradeView pay(@RequestBody Scan scan) {
        Trade trade = scanned(scan);
        if (!office().book().pay(trade, oddFen(scan.amount()))) {
            throw new BadInput(HttpStatus.CONFLICT, "交易" + view(trade).status() + "，无法付款");
        }
        return view(trade);
    }

    /** The buyer scanned and never pays: what waiting would bring, at once. */
    @PostMapping("/wallet/time-out")
    TradeView timeOut(@RequestBody Scan scan) {
        Trade trade = scanned(scan);
        if (!office().book().shut(trade)) {
            throw new BadInput(HttpStatus.CONFLICT, "交易" + view(trade).status() + "，不会超时");
        }
        return view(trade);
    }

    @GetMapping("/control/trades/{number}")
    TradeView trade(@PathVariable String number) {
        return view(known(number));
    }

    /** Nothing can be refunded any more, as after a year. */
    @PostMapping("/control/trades/{number}/finish")
    TradeView finish(@PathVariable String number) {
        Trade trade = known(number);
        if (!office().book().finish(trade)) {
            throw new BadInput(HttpStatus.CONFLICT, "交易" + view(trade).status() + "，不能完结");
        }
        return view(trade);
    }

    record Resent(int notifies) {}

    /** Everything that was told about the trade is told once more, word for word. */
    @PostMapping("/control/trades/{number}/notifies")
    Resent again(@PathVariable String number) {
        return new Resent(office().notifies().again(known(number)));
    }

    private Trade scanned(Scan scan) {
        String asked = scan.qrCode() == null ? "" : scan.qrCode().strip();
        String code = asked.startsWith(ADDRESS) ? asked.substring(ADDRESS.length()) : asked;
        return office().book().scan(code).orElseThrow(() -> new BadInput(HttpStatus.NOT_FOUND, "二维码不存在或已过期"));
    }

    private static @Nullable Long oddFen(@Nullable String amount) {
        if (amount == null) {
            return null;
        }
        return Desk.fen(amount).stream().boxed().findFirst().orElseThrow(() -> new BadInput("amount 应为两位小数以内的正数金额"));
    }

    private Trade known(String number) {
        return office().book().trade(number).orElseThrow(() -> new BadInput(HttpStatus.NOT_FOUND, "没有这个商户订单号"));
    }

    private Office office() {
        return office.orElseThrow(() -> new BadInput(HttpStatus.SERVICE_UNAVAILABLE, "缺少密钥，支付宝未开业"));
    }

    private TradeView view(Trade trade) {
        return office().book()
                .locked(() -> new TradeView(
                        trade.wanted.outTradeNo(),
                        trade.tradeNo,
                        trade.wanted.subject(),
                        Fen.toYuan(trade.totalFen()),
                        trade.isScanned() ? trade.status.name() : "NOT_SCANNED",
                        trade.refunds.values().stream()
                                .map(refund -> new RefundView(
                                        refund.outRequestNo(),
                                        Fen.toYuan(refund.fen()),
                                        refund.at().toString()))
                                .toList()));
    }
}
