package io.jiaxiao.partners.niannianka;

import io.jiaxiao.partners.web.BadInput;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The partner's own people at work: new cards come in. */
@RestController
@RequestMapping("/niannianka/control")
class NiannianKaControls {

    private final Optional<Supplier> supplier;

    NiannianKaControls(Optional<Supplier> supplier) {
        this.supplier = supplier;
    }

    /** @param stock pieces there are from now on */
    record Restocking(@Nullable Integer stock) {}

    record GoodsView(String id, String name, int stock) {}

    @PutMapping("/goods/{id}")
    GoodsView restock(@PathVariable String id, @RequestBody Restocking wish) {
        Integer stock = wish.stock();
        if (stock == null || stock < 0) {
            throw new BadInput("stock 必填，且不能为负数");
        }
        Supplier open = supplier.orElseThrow(() -> new BadInput(HttpStatus.SERVICE_UNAVAILABLE, "年年卡未配置密钥，没有开业"));
        Goods goods = open.restock(id, stock).orElseThrow(() -> new BadInput(HttpStatus.NOT_FOUND, "没有商品 " + id));
        return new GoodsView(goods.id(), goods.name(), stock);
    }
}
