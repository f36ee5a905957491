package io.jiaxiao.partners.jd;

import tools.jackson.databind.node.ObjectNode;

/** Leads an after-sale service through its steps as time goes by; the money of a return comes back when it is handled. */
final class ServiceSteps {

    private final OrderLife life;
    private final Balance balance;
    private final Hours hours;
    private final JdProperties properties;

    ServiceSteps(OrderLife life, Balance balance, Hours hours, JdProperties properties) {
        this.life = life;
        this.balance = balance;
        this.hours = hours;
        this.properties = properties;
    }

    /** @param refused whether the review refuses it */
    void begin(Service service, boolean refused) {
        hours.after(properties.afterSaleStep(), () -> review(service, refused));
    }

    /** The goods are on their way back. */
    void sent(Service service) {
        hours.after(properties.afterSaleStep(), () -> receive(service));
    }

    private void review(Service service, boolean refused) {
        if (service.step != Service.APPLIED) {
            return;
        }
        if (refused) {
            service.step = Service.REFUSED;
            return;
        }
        service.step = Service.REVIEW;
        service.approved = true;
        if (service.expect == Service.RETURN) {
            balance.refundAppliedFor(service.parcel.id);
        }
        if (service.pickwareType == Service.PICK_UP) {
            sent(service);
        }
    }

    private void receive(Service service) {
        if (service.step == Service.REVIEW) {
            service.step = Service.RECEIVED;
            hours.after(properties.afterSaleStep(), () -> handle(service));
        }
    }

    private void handle(Service service) {
        service.step = Service.HANDLING;
        hours.after(properties.afterSaleStep(), () -> {
            if (service.expect == Service.RETURN) {
                balance.refund(service.parcel.id, service.item.totalFen(), "售后退款");
                service.item.goods().stock += service.item.num();
            } else {
                Order fresh = life.exchange(service.parcel, service.item);
                ObjectNode about = OrderLife.about(fresh).put("afsServiceId", service.id);
                life.tell(service.parcel, MessagePool.EXCHANGE, about);
            }
            service.refunded = true;
            service.step = Service.USER_CONFIRM;
            hours.after(properties.completeDelay(), () -> service.step = Service.DONE);
        });
    }
}
