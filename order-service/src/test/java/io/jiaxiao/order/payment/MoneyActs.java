package io.jiaxiao.order.payment;

import io.jiaxiao.testkit.simulation.Command;
import io.jiaxiao.testkit.simulation.JdbcFault;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What can happen to the payments of a {@link Till}. */
final class MoneyActs {

    static final List<String> FAULTS = List.of(
            "[]",
            "[{\"kind\":\"LOSE_NOTIFY\"}]",
            "[{\"kind\":\"DOUBLE_NOTIFY\"},{\"kind\":\"BUSY\",\"call\":\"REFUND\",\"done\":true,\"count\":1}]",
            "[{\"kind\":\"HOLD_NOTIFY\",\"count\":1},{\"kind\":\"BUSY\",\"call\":\"REFUND\",\"done\":false,\"count\":2}]",
            "[{\"kind\":\"FORGED_NOTIFY\"},{\"kind\":\"BUSY\",\"call\":\"CLOSE\",\"done\":true,\"count\":1}]",
            "[{\"kind\":\"BUSY\",\"call\":\"PRECREATE\",\"done\":true,\"count\":1},{\"kind\":\"BAD_SIGN\",\"call\":\"QUERY\",\"count\":2}]",
            "[{\"kind\":\"PAID_AFTER_CLOSE\",\"millis\":1},{\"kind\":\"LOSE_NOTIFY\"}]",
            "[{\"kind\":\"REFUSE\",\"call\":\"REFUND\",\"subCode\":\"ACQ.SELLER_BALANCE_NOT_ENOUGH\",\"count\":2}]",
            "[{\"kind\":\"HTTP_500\",\"call\":\"QUERY\",\"count\":2},{\"kind\":\"BAD_SIGN\",\"call\":\"REFUND\",\"count\":1}]");

    private MoneyActs() {}

    /** Something one instance does in one thread, so that it can die at any of its calls to the database. */
    interface Act extends Command<Till> {}

    /**
     * The instance dies before or after that call to its database: also between the partner's answer and our booking of it, since
     * the partner is called between two of them.
     */
    record Dying(Act act, int call, boolean after) implements Command<Till> {
        @Override
        public void runIn(Till world) throws Exception {
            var database = world.test().database();
            database.breaking().arm(after ? JdbcFault.crashAfter(call) : JdbcFault.crashBefore(call));
            var thrown = new Exception[1];
            database.run(() -> {
                try {
                    act.runIn(world);
                } catch (Exception e) {
                    thrown[0] = e;
                }
            });
            database.breaking().disarm();
            if (thrown[0] != null) {
                throw thrown[0];
            }
        }
    }

    record Buy(long fen, int faults) implements Command<Till> {
        @Override
        public void runIn(Till world) {
            world.buy(fen, FAULTS.get(faults));
        }
    }

    /** Scans when there is a code, and perhaps pays. */
    record Scan(int which, boolean pays) implements Act {
        @Override
        public void runIn(Till world) {
            world.with(which, bought -> world.test().scan(bought, pays));
        }
    }

    record Cancel(int which) implements Act {
        @Override
        public void runIn(Till world) {
            world.with(which, world.test()::close);
        }
    }

    record Return(int which, String key, long fen) implements Act {
        @Override
        public void runIn(Till world) {
            world.with(which, bought -> world.test().tryRefund(bought, key, fen));
        }
    }

    record TellAgain(int which, int copies) implements Command<Till> {
        @Override
        public void runIn(Till world) {
            world.with(which, bought -> world.test().tellAgain(bought, copies));
        }
    }

    /** A notify of what the partner really has, in whatever order, before or after anything else. */
    record Hear(int which, int what) implements Act {
        @Override
        public void runIn(Till world) {
            world.with(which, bought -> world.test().hear(bought, what));
        }
    }

    /** What is due is done one after another, in this thread. */
    record Work() implements Act {
        @Override
        public void runIn(Till world) {
            world.test().work();
        }
    }

    /** Money is wanted back, and goes at once: the shortest way between the partner's answer and its booking. */
    record ReturnNow(int which, String key, long fen) implements Act {
        @Override
        public void runIn(Till world) {
            world.with(which, bought -> {
                world.test().tryRefund(bought, key, fen);
                world.test().carryOn(bought);
            });
        }
    }

    /** Another sum than was asked for comes in. */
    record PayOddly(int which, long fen) implements Command<Till> {
        @Override
        public void runIn(Till world) {
            world.with(which, bought -> world.test().payOddly(bought, fen));
        }
    }

    /** An operator looks through what came in oddly. */
    record Settle(int which, boolean accepts) implements Act {
        @Override
        public void runIn(Till world) {
            world.with(which, bought -> world.test().settleOdd(bought, accepts));
        }
    }

    record Pass(long seconds) implements Command<Till> {
        @Override
        public void runIn(Till world) {
            world.test().pass(Duration.ofSeconds(seconds));
        }
    }

    /** Around the call to the partner: the tenth call to the database commits SENT, the eleventh books what was answered. */
    static Dying dyingOverARefund(Random random) {
        Act act = new ReturnNow(random.nextInt(50), "r" + random.nextInt(1000), 1 + random.nextInt(50));
        return new Dying(act, 9 + random.nextInt(5), random.nextBoolean());
    }

    /** One an instance may die over. */
    static Act any(Random random) {
        int which = random.nextInt(50);
        return switch (random.nextInt(9)) {
            case 0 -> new Scan(which, true);
            case 1 -> new Return(which, "k" + random.nextInt(4), 1 + random.nextInt(600));
            case 2 -> new Cancel(which);
            case 3, 4 -> new Hear(which, random.nextInt(4));
            case 5 -> new Settle(which, random.nextBoolean());
            case 6 -> new ReturnNow(which, "k" + random.nextInt(8), 1 + random.nextInt(100));
            default -> new Work();
        };
    }
}
