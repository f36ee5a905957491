package io.jiaxiao.mall.redemption;

import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.redemption.domain.Pause;
import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.domain.RedemptionState;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * How long until a channel is asked about an order again. What is under way is asked for ever less often; a question that was
 * not answered, or whose asker died, is put again soon, for it may have been caused by a notice that never comes again.
 */
@Component
class AskAgain {

    private final RedemptionProperties properties;

    AskAgain(RedemptionProperties properties) {
        this.properties = properties;
    }

    /** After the channel took the order, or told something new about it. */
    Duration afterNews(Offer.Kind kind) {
        return pauseOf(kind).after(0);
    }

    /** After an answer without news. */
    Duration afterAnswer(Redemption order) {
        Pause pause = order.state() == RedemptionState.UNKNOWN
                ? properties.askUnknown().pause()
                : pauseOf(order.kind());
        return pause.after(order.progress().looks());
    }

    /** While the question is under way: nobody else asks then. */
    Duration whileAsking(Redemption order) {
        return shorter(afterAnswer(order), properties.lease());
    }

    /** After a question without an answer. */
    Duration afterSilence(Redemption order) {
        return shorter(
                afterAnswer(order),
                properties.askUnknown().pause().after(order.progress().looks()));
    }

    private Pause pauseOf(Offer.Kind kind) {
        return kind == Offer.Kind.GOODS
                ? properties.askGoods().pause()
                : properties.askQuick().pause();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
