package io.jiaxiao.mall.redemption;

import io.jiaxiao.mall.redemption.fixture.ScriptedChannel;
import io.jiaxiao.mall.redemption.fixture.ScriptedChannel.Fate;
import io.jiaxiao.mall.redemption.fixture.ScriptedChannel.State;
import io.jiaxiao.mall.supply.SupplyNotice.Kind;
import io.jiaxiao.testkit.simulation.Command;
import java.util.List;

/** What may happen in the mall at any moment: what people, partners, operators, time and a dying process do. */
final class MallCommands {

    private MallCommands() {}

    record Grant(int person, long points) implements Command<MallWorld> {
        @Override
        public void runIn(MallWorld world) {
            world.mall.give(world.people.get(person), points);
        }
    }

    /** The same key now and then, as when an answer got lost on the way to the app. */
    record Redeem(int person, int kind, Fate fate, int key) implements Command<MallWorld> {
        @Override
        public void runIn(MallWorld world) {
            world.mall.partner(kind).plan(world.offers.get(kind).channelSku(), fate);
            world.redeem(person, kind, "k" + kind + "-" + key);
        }
    }

    record Work(int order) implements Command<MallWorld> {
        @Override
        public void runIn(MallWorld world) {
            world.onOrder(order, world.mall::turn);
        }
    }

    /** The partner gets on with an order, or takes a recharge back. */
    record Partner(int order, int choice) implements Command<MallWorld> {
        @Override
        public void runIn(MallWorld world) {
            world.onOrder(order, id -> world.move(id, choice));
        }
    }

    /** True or not. */
    record Notice(int order, Kind kind, int times) implements Command<MallWorld> {
        @Override
        public void runIn(MallWorld world) {
            world.onOrder(order, id -> {
                for (int i = 0; i < times; i++) {
                    world.mall.tell(world.channelOf(id), world.numberOf(id), kind);
                }
                world.quiet();
            });
        }
    }

    /** A paid recharge is taken back. */
    record TakeBack(int choice) implements Command<MallWorld> {
        @Override
        public void runIn(MallWorld world) {
            ScriptedChannel bills = world.mall.partner(2);
            List<String> paid = world.mall.ordersOf(world.people).stream()
                    .map(world::numberOf)
                    .filter(number -> bills.has(number) && bills.entry(number).state == State.DONE)
                    .toList();
            if (!paid.isEmpty()) {
                bills.is(paid.get(choice % paid.size()), State.REVERSED);
            }
        }
    }

    record Cancel(int order) implements Command<MallWorld> {
        @Override
        public void runIn(MallWorld world) {
            world.onOrder(order, id -> MallWorld.allowed(() -> world.mall.own().cancel(world.ownerOf(id), id)));
        }
    }

    record Confirm(int order) implements Command<MallWorld> {
        @Override
        public void runIn(MallWorld world) {
            world.onOrder(order, id -> MallWorld.allowed(() -> world.mall.own().confirmReceipt(world.ownerOf(id), id)));
        }
    }

    record Silence(int kind, boolean silent) implements Command<MallWorld> {
        @Override
        public void runIn(MallWorld world) {
            world.mall.partner(kind).silent(silent);
        }
    }

    record Expire(int person) implements Command<MallWorld> {
        @Override
        public void runIn(MallWorld world) {
            long id = world.people.get(person);
            world.mall.expireOneLot(id);
            world.mall.desk().expire(List.of(id));
        }
    }

    record Operate(int order, boolean send) implements Command<MallWorld> {
        @Override
        public void runIn(MallWorld world) {
            world.onOrder(order, id -> world.operate(id, send));
        }
    }

    record CrashingWork(int order, int call, boolean after) implements Command<MallWorld> {
        @Override
        public void runIn(MallWorld world) {
            world.onOrder(order, id -> {
                world.mall.due(id);
                world.arm(call, after);
                world.mall.database().run(() -> {
                    world.mall.sweep.act(id);
                    world.mall.settlement.settle(id);
                });
                world.mall.database().breaking().disarm();
            });
        }
    }

    record CrashingRedeem(int person, int kind, int call, boolean after) implements Command<MallWorld> {
        @Override
        public void runIn(MallWorld world) {
            world.arm(call, after);
            world.mall.database().run(() -> world.redeem(person, kind, "c" + call + after));
            world.mall.database().breaking().disarm();
        }
    }

    record Settle() implements Command<MallWorld> {
        @Override
        public void runIn(MallWorld world) {
            world.settleAll();
        }
    }
}
