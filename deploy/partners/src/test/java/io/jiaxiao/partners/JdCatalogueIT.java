package io.jiaxiao.partners;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** JD's token, goods, addresses, and what it tells of changes. */
class JdCatalogueIT extends JdFixture {

    @Test
    void withoutAToken_nothingIsAnswered_andANewLoginEndsTheOldOne() {
        assertThat(code(jd.call("product/getPageNum"))).isEqualTo("0000");
        JdCaller other = new JdCaller(simulator);
        assertThat(code(other.call("product/getPageNum"))).isEqualTo("2007");
        other.login();
        assertThat(code(jd.call("product/getPageNum"))).isEqualTo("2007");
        assertThat(code(other.call("product/getPageNum"))).isEqualTo("0000");
        order("demoClient", "[{\"kind\":\"TOKEN_LOST\",\"count\":1}]");
        assertThat(code(other.call("product/getPageNum"))).isEqualTo("2007");
        assertThat(simulator.get("/jd/api/product/getPageNum").status()).isEqualTo(405);
        assertThat(simulator.post("/jd/api/product/nothing", "text/plain", "").status())
                .isEqualTo(404);
    }

    @Test
    void theGoods_canBeReadInAllTheirShapes() {
        JsonNode pools = jd.call("product/getPageNum").path("result");
        assertThat(pools.get(0).path("page_num").stringValue()).isEqualTo("10001");
        JsonNode page = jd.call("product/getSkuByPage", Map.of("pageNum", "10001", "pageNo", "2"))
                .path("result");
        assertThat(page.path("pageCount").intValue()).isEqualTo(2);
        assertThat(page.path("skuIds").size()).isEqualTo(10);
        assertThat(jd.call("product/getSku", Map.of("pageNum", "10002"))
                        .path("result")
                        .stringValue())
                .contains(",")
                .contains("100012045381");
        String lamp = String.valueOf(JdCaller.LAMP);
        assertThat(jd.call("product/getDetail", Map.of("sku", lamp))
                        .path("result")
                        .path("brandName")
                        .stringValue())
                .isEqualTo("启明");
        JsonNode price = jd.call("price/getSellPrice", Map.of("sku", lamp + ",999", "queryExts", "Price,marketPrice"))
                .path("result");
        assertThat(price.size()).isEqualTo(1);
        assertThat(price.get(0).path("price").decimalValue()).isEqualByComparingTo("159");
        JsonNode stock = jd.call(
                "stock/getNewStockById",
                Map.of("skuNums", "[{\"skuId\":" + lamp + ",\"num\":211}]", "area", "19_1607_3638"));
        assertThat(stock.path("result").isString()).isTrue();
        assertThat(jd.inText(stock).get(0).path("stockStateId").intValue()).isEqualTo(34);
        JsonNode limit = jd.call(
                "product/checkAreaLimit",
                Map.of("skuIds", "100012043938", "province", "26", "city", "3970", "county", "24395", "town", "0"));
        assertThat(jd.inText(limit).get(0).path("isAreaRestrict").booleanValue())
                .isTrue();
        assertThat(jd.call("product/skuImage", Map.of("sku", lamp))
                        .path("result")
                        .path(lamp)
                        .size())
                .isEqualTo(3);
        String tooMany = String.join(",", java.util.Collections.nCopies(101, lamp));
        assertThat(code(jd.call("product/skuState", Map.of("sku", tooMany)))).isEqualTo("1003");
    }

    @Test
    void addresses_areFoundByNameAndByText() {
        assertThat(jd.call("area/getProvince").path("result").path("广东").intValue())
                .isEqualTo(19);
        assertThat(jd.call("area/getTown", Map.of("id", "3638"))
                        .path("result")
                        .path("粤海街道")
                        .intValue())
                .isEqualTo(62961);
        assertThat(code(jd.call("area/getTown", Map.of("id", "3640")))).isEqualTo("0010");
        JsonNode found = jd.call("area/getJDAddressFromAddress", Map.of("address", "广东省深圳市南山区粤海街道科技园"))
                .path("result");
        assertThat(found.path("townId").intValue()).isEqualTo(62961);
    }

    @Test
    void whatIsNotDeleted_comesAgain_andOnlyWantedTypesCome() {
        simulator.put("/jd/control/goods/" + JdCaller.LAMP, "{\"priceFen\":15000,\"onShelf\":false,\"pools\":[10002]}");
        List<Integer> types = new ArrayList<>();
        JsonNode first = jd.call("message/get").path("result");
        first.forEach(each -> types.add(each.path("type").intValue()));
        assertThat(types).containsExactly(2, 4, 6, 6);
        assertThat(first.get(2).path("result").toString())
                .isEqualTo("{\"skuId\":" + JdCaller.LAMP + ",\"page_num\":10001,\"state\":2}");
        assertThat(jd.call("message/get").path("result")).isEqualTo(first);
        JsonNode shelf = jd.call("message/get", Map.of("type", "4,25")).path("result");
        assertThat(shelf.size()).isEqualTo(1);
        Map<String, String> ids = Map.of(
                "id",
                String.join(
                        ",",
                        first.valueStream()
                                .map(each -> each.path("id").asString())
                                .toList()));
        assertThat(jd.call("message/del", ids).path("result").booleanValue()).isTrue();
        assertThat(jd.call("message/del", ids).path("result").booleanValue()).isTrue();
        assertThat(jd.call("message/get").path("result").size()).isZero();
    }
}
