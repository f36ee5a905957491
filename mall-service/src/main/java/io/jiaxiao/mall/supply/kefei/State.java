package io.jiaxiao.mall.supply.kefei;

/** What a value of orderStatuInt means (partners.md 7.2). */
enum State {
    PENDING,
    SUCCESS,
    FAILED,
    /** 35: the money is back. Before a success it is a failure, after one a reversal (partners.md 7.5). */
    RETURNED,
    /** 99: only people can move it. */
    FROZEN,
    UNHEARD_OF;

    static State of(String number) {
        return switch (number) {
            case "0", "1", "2", "6" -> PENDING;
            case "11", "16" -> SUCCESS;
            case "20", "21", "26" -> FAILED;
            case "35" -> RETURNED;
            case "99" -> FROZEN;
            default -> UNHEARD_OF;
        };
    }
}
