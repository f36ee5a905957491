package io.jiaxiao.mall.supply.jd;

import io.jiaxiao.mall.supply.DeliveryAreas;
import io.jiaxiao.mall.supply.StandingWords;
import io.jiaxiao.mall.supply.call.Constancy;
import io.jiaxiao.starter.partner.PartnerGate;
import io.jiaxiao.starter.partner.PartnerLine;
import java.time.Clock;

/** The parts of the client, put together once. */
final class JdClient implements AutoCloseable {

    private final PartnerLine line;
    private final JdChannel channel;
    private final JdProducts products;
    private final JdAfterSales afterSales;
    private final JdMessages messages;
    private final JdBooks books;
    private final JdAreas areas;

    JdClient(
            JdProperties account,
            TokenShelf shelf,
            DeliveryAreas mapped,
            StandingWords words,
            Clock clock,
            PartnerGate gate) {
        this.line = new PartnerLine(JdChannel.NAME, account.connect(), account.read(), account.mostBytes());
        var post = new JdPost(line, account.baseUrl());
        var calls = new JdCalls(post, new JdTokens(account, post, shelf, clock), gate, account.tokenCodes());
        this.areas = new JdAreas(calls, mapped, clock, account.areasFor());
        var desk = new JdDesk(calls, account);
        var attempts = new Attempts(clock, account.safeWait());
        var placing = new PlaceJdOrder(desk, areas, attempts, words, clock, account);
        var absence = new Constancy(words, StandingWords.Word.ABSENT, clock, account.safeWait());
        this.books = new JdBooks(calls);
        this.channel = new JdChannel(placing, new FollowJdOrder(desk, calls, placing, words, absence), desk, books);
        this.products = new JdProducts(calls, areas, account.pool());
        this.afterSales = new JdAfterSales(calls, desk, areas);
        this.messages = new JdMessages(calls, desk, areas, account.pool());
    }

    JdChannel channel() {
        return channel;
    }

    JdProducts products() {
        return products;
    }

    JdAfterSales afterSales() {
        return afterSales;
    }

    JdMessages messages() {
        return messages;
    }

    JdBooks books() {
        return books;
    }

    JdAreas areas() {
        return areas;
    }

    @Override
    public void close() {
        line.close();
    }
}
