package io.jiaxiao.control.bench;

import io.jiaxiao.control.CannotContinue;
import io.jiaxiao.control.bench.HttpLoad.Result;
import java.util.Collection;
import java.util.Locale;

/** What is made of rounds, and how it is written. */
final class Loads {

    private Loads() {}

    /** A run with failures measures how fast something is refused. */
    static Result sound(Result result) {
        if (result.failed() * 1_000 > result.answered()) {
            throw new CannotContinue(result.failed() + " of " + (result.answered() + result.failed())
                    + " requests were not answered 200, so the numbers would mean nothing");
        }
        return result;
    }

    static double median(Collection<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%,.0f/s", perSecond);
    }

    static String millis(double value) {
        return String.format(Locale.ROOT, "%.2f ms", value);
    }
}
