package io.jiaxiao.partners.niannianka;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jiaxiao.partners.recharge.Fen;
import java.util.List;
import java.util.stream.Stream;

/**
 * One virtual product.
 *
 * @param faceFen face value in fen
 * @param priceFen what we pay, in fen
 * @param stock pieces at the start; direct recharges have {@link #PLENTY}
 */
record Goods(String id, String name, Kind kind, long faceFen, long priceFen, int stock, String salesStatus) {

    static final int PLENTY = 1_000_000_000;
    static final String ON_SALE = "上架";

    /** The partner's two kinds of product. */
    enum Kind {
        DIRECT("直充"),
        CARD("卡密");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** How the partner shows it; money in yuan. */
    record View(
            @JsonProperty("product_id") String id,
            @JsonProperty("product_name") String name,
            @JsonProperty("product_type") String type,
            @JsonProperty("face_value") String faceValue,
            @JsonProperty("purchase_price") String price,
            @JsonProperty("sales_status") String salesStatus,
            @JsonProperty("stock_status") String stockStatus,
            @JsonProperty("template_id") String template,
            @JsonProperty("details") String details) {}

    boolean onSale() {
        return salesStatus.equals(ON_SALE);
    }

    View view(int left) {
        return new View(
                id,
                name,
                kind.title(),
                Fen.toYuan(faceFen),
                Fen.toYuan(priceFen),
                salesStatus,
                stockStatus(left, 1),
                kind == Kind.DIRECT ? "direct" : "",
                name + "，官方正品，虚拟商品不支持退换。");
    }

    /** 充足, 警报 when few are left, 断货 when not enough for what is asked. */
    static String stockStatus(int left, int wanted) {
        if (left < wanted) {
            return "断货";
        }
        return left < wanted + 20 ? "警报" : "充足";
    }

    /** What is on offer from the start: made up, with prices near those of the trade. */
    static List<Goods> seeded() {
        return Stream.concat(
                        Stream.of(
                                card("20010001", "京东E卡 50元", 5000, 985, 2000),
                                card("20010002", "京东E卡 100元", 10000, 985, 2000),
                                card("20010003", "京东E卡 200元", 20000, 985, 500),
                                card("20020001", "天猫超市卡 50元", 5000, 990, 800),
                                card("20020002", "天猫超市卡 100元", 10000, 990, 800),
                                card("20030001", "沃尔玛购物卡 100元", 10000, 980, 300),
                                card("20040001", "星巴克中杯拿铁电子券", 3000, 880, 200),
                                card("20040002", "肯德基20元代金券", 2000, 900, 500),
                                card("20050001", "中石化加油卡 100元", 10000, 992, 100),
                                card("20060001", "学而思网校月卡", 9900, 700, 60),
                                // Two for the edge: the last one, and none.
                                card("20090001", "限量图书券 20元", 2000, 950, 1),
                                card("20090002", "断货测试券 10元", 1000, 950, 0)),
                        Stream.of(
                                direct("30010001", "腾讯视频VIP月卡", 2500, 800, ON_SALE),
                                direct("30010002", "腾讯视频VIP季卡", 6800, 800, ON_SALE),
                                direct("30020001", "爱奇艺黄金VIP月卡", 2500, 780, ON_SALE),
                                direct("30030001", "优酷VIP月卡", 2500, 760, ON_SALE),
                                direct("30040001", "QQ音乐绿钻月卡", 1500, 820, ON_SALE),
                                direct("30050001", "喜马拉雅VIP月卡", 2500, 700, ON_SALE),
                                direct("30060001", "Q币 10个", 1000, 970, ON_SALE),
                                direct("30070001", "哔哩哔哩大会员月卡", 2500, 790, "维护中"),
                                direct("30080001", "搜狐视频会员月卡", 2000, 700, "下架")))
                .toList();
    }

    private static Goods card(String id, String name, long face, int perMille, int stock) {
        return new Goods(id, name, Kind.CARD, face, Fen.discounted(face, perMille), stock, ON_SALE);
    }

    private static Goods direct(String id, String name, long face, int perMille, String salesStatus) {
        return new Goods(id, name, Kind.DIRECT, face, Fen.discounted(face, perMille), PLENTY, salesStatus);
    }
}
