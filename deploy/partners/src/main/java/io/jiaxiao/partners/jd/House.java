package io.jiaxiao.partners.jd;

import io.jiaxiao.partners.memory.Diary;
import java.time.Clock;

/** Everything JD has: goods, orders, money, messages. All of it is touched inside {@link #hours} only. */
record House(
        String clientId,
        Hours hours,
        Tokens tokens,
        Areas areas,
        Shop shop,
        Orders orders,
        OrderApi orderApi,
        Balance balance,
        MessagePool messages,
        Books books,
        AfterSales afterSales,
        Backroom backroom,
        Diary diary,
        Clock clock) {}
