package io.jiaxiao.partners.jd;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Which path is answered by what; all of it is already past token and faults. */
final class Calls {

    static final String SUBMIT = "order/submitOrder";

    private Calls() {}

    /** By path below {@code /jd/api/}. */
    static Map<String, Function<Form, Answer>> of(House house) {
        Map<String, Function<Form, Answer>> calls = new TreeMap<>();
        goods(calls, house.shop());
        areas(calls, house.areas());
        orders(calls, house.orderApi());
        books(calls, house);
        afterSales(calls, house.afterSales());
        return calls;
    }

    private static void goods(Map<String, Function<Form, Answer>> calls, Shop shop) {
        calls.put("product/getPageNum", form -> shop.pools());
        calls.put("product/getSku", shop::skus);
        calls.put("product/getSkuByPage", shop::skuPage);
        calls.put("product/getDetail", shop::detail);
        calls.put("product/skuState", shop::states);
        calls.put("product/skuImage", shop::images);
        calls.put("product/check", shop::check);
        calls.put("product/checkAreaLimit", shop::areaLimit);
        calls.put("price/getSellPrice", shop::prices);
        calls.put("stock/getNewStockById", shop::stock);
        calls.put("stock/getStockById", shop::anyStock);
    }

    private static void areas(Map<String, Function<Form, Answer>> calls, Areas areas) {
        calls.put("area/getProvince", form -> Areas.answer(areas.provinces()));
        calls.put("area/getCity", form -> Areas.answer(areas.below(form.number("id"), 2)));
        calls.put("area/getCounty", form -> Areas.answer(areas.below(form.number("id"), 3)));
        calls.put("area/getTown", form -> Areas.answer(areas.below(form.number("id"), 4)));
        calls.put("area/checkArea", areas::check);
        calls.put("area/getJDAddressFromAddress", areas::fromText);
    }

    private static void orders(Map<String, Function<Form, Answer>> calls, OrderApi api) {
        calls.put("order/getFreight", api::freight);
        // Answered by the desk itself, which lets faults act in the middle.
        calls.put(SUBMIT, form -> Answer.no(Code.SERVICE_ERROR));
        calls.put("order/selectJdOrderIdByThirdOrder", api::byThirdOrder);
        calls.put("order/selectJdOrder", api::select);
        calls.put("order/confirmOrder", api::confirm);
        calls.put("order/cancel", api::cancel);
        calls.put("order/doPay", api::pay);
        calls.put("order/orderTrack", api::track);
        calls.put("order/confirmReceived", api::received);
    }

    private static void books(Map<String, Function<Form, Answer>> calls, House house) {
        calls.put("checkOrder/checkNewOrder", house.books()::fresh);
        calls.put("checkOrder/checkDlokOrder", house.books()::delivered);
        calls.put("checkOrder/checkRefuseOrder", house.books()::refused);
        calls.put("checkOrder/checkCompleteOrder", house.books()::complete);
        calls.put("price/getBalance", form -> house.balance().simple());
        calls.put("price/getUnionBalance", house.balance()::union);
        calls.put("price/getBalanceDetail", house.balance()::detail);
        calls.put("message/get", house.messages()::get);
        calls.put("message/del", house.messages()::delete);
    }

    private static void afterSales(Map<String, Function<Form, Answer>> calls, AfterSales sales) {
        calls.put("afterSale/getAvailableNumberComp", sales::available);
        calls.put("afterSale/getCustomerExpectComp", sales::expectations);
        calls.put("afterSale/getWareReturnJdComp", sales::returnModes);
        calls.put("afterSale/createAfsApply", sales::apply);
        calls.put("afterSale/getServiceListPage", sales::list);
        calls.put("afterSale/getServiceDetailInfo", sales::detail);
        calls.put("afterSale/updateSendSku", sales::sent);
        calls.put("afterSale/auditCancel", sales::cancel);
        calls.put("afterSale/confirmAfsOrder", sales::confirm);
    }
}
