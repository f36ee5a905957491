package io.jiaxiao.partners.jd;

import io.jiaxiao.partners.web.BadInput;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** JD's own people at work: they change goods and money, and messages tell of it. */
@RestController
@RequestMapping("/jd/control")
class JdControls {

    private final House house;

    JdControls(House house) {
        this.house = house;
    }

    record GoodsView(
            long sku, String name, String kind, long priceFen, long stock, boolean onShelf, Set<Integer> pools) {
        static GoodsView of(Goods goods) {
            return new GoodsView(
                    goods.sku,
                    goods.name,
                    goods.kind.name(),
                    goods.priceFen,
                    goods.stock,
                    goods.onShelf,
                    new TreeSet<>(goods.pools));
        }
    }

    record Money(@Nullable Long fen) {}

    record State(long balanceFen, Map<Integer, Long> messages, int orders) {}

    @GetMapping("/goods")
    List<GoodsView> goods() {
        return house.hours()
                .now(() -> house.shop().all().stream().map(GoodsView::of).toList());
    }

    @PutMapping("/goods/{sku}")
    GoodsView change(@PathVariable long sku, @RequestBody Backroom.Change change) {
        if (isNegative(change.priceFen()) || isNegative(change.stock())) {
            throw new BadInput("priceFen 和 stock 不能为负数");
        }
        if (change.pools() != null && !Shop.POOLS.keySet().containsAll(change.pools())) {
            throw new BadInput("pools 只能取自 " + new TreeSet<>(Shop.POOLS.keySet()));
        }
        return house.hours().now(() -> {
            Goods goods = house.shop().find(sku);
            if (goods == null) {
                throw new BadInput(HttpStatus.NOT_FOUND, "没有商品 " + sku);
            }
            house.backroom().change(goods, change);
            return GoodsView.of(goods);
        });
    }

    @GetMapping("/orders/{number}")
    JsonNode order(@PathVariable String number) {
        return house.hours().now(() -> {
            Order order = house.orderApi().named(new Form(Map.of("jdOrderId", number, "thirdOrder", number)));
            if (order == null) {
                throw new BadInput(HttpStatus.NOT_FOUND, "没有订单 " + number);
            }
            return order.view();
        });
    }

    @GetMapping
    State state() {
        return house.hours()
                .now(() -> new State(
                        house.balance().fen(),
                        house.messages().counts(),
                        house.orders().roots().size()));
    }

    @PutMapping("/balance")
    State money(@RequestBody Money money) {
        Long fen = money.fen();
        if (fen == null || fen < 0) {
            throw new BadInput("fen 必填，且不能为负数");
        }
        house.hours().now(() -> {
            house.backroom().setBalance(fen);
            return true;
        });
        return state();
    }

    @DeleteMapping("/tokens")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forgetTokens() {
        house.hours().now(() -> {
            house.tokens().forget();
            return true;
        });
    }

    /** Back to the first day, but for tokens and the balance. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void startAnew() {
        house.hours().startAnew(house.backroom()::beginAnew);
    }

    private static boolean isNegative(@Nullable Long number) {
        return number != null && number < 0;
    }
}
