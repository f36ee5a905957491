package io.jiaxiao.partners.jd;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The contract with JD and the pace of its warehouses; all times are simulated. None of the delays and bounds is in a
 * public document.
 *
 * @param clientId id of the application
 * @param username account (pin) that buys
 * @param loginKillsOldToken whether a new token ends the one before
 * @param tokenLifetime life of an access token; published as 86400 s
 * @param balanceFen what is on the account at the start
 * @param freightFen freight of an order below {@code freeFreightFromFen}
 * @param reservationLifetime how long stock is kept for an order that nobody confirms
 * @param splitDelay from the confirmation to the split
 * @param shipDelay from the confirmation to the delivery note
 * @param deliveryDelay from the delivery note to the door; each further parcel half of it later
 * @param completeDelay from the door to completion, when nobody confirms receipt
 * @param afterSaleStep between two steps of an after-sale service
 * @param booksOfToday whether the order lists for reconciliation already show the day that is not over
 * @param pageSize SKUs on a page of a pool; published as 10000 at most
 * @param messagesAtOnce how many messages one {@code message/get} brings
 * @param spacedKeys whether messages carry keys with a leading space, as published samples do
 * @param mostOrders orders, ledger rows and messages kept; the oldest are forgotten beyond that
 */
@ConfigurationProperties("jiaxiao.partners.jd")
record JdProperties(
        @DefaultValue("demoClient") String clientId,
        @DefaultValue("demoUser") String username,
        @DefaultValue("true") boolean loginKillsOldToken,
        @DefaultValue("86400s") Duration tokenLifetime,
        @DefaultValue("100000000") long balanceFen,
        @DefaultValue("600") long freightFen,
        @DefaultValue("9900") long freeFreightFromFen,
        @DefaultValue("30m") Duration reservationLifetime,
        @DefaultValue("2s") Duration splitDelay,
        @DefaultValue("5s") Duration shipDelay,
        @DefaultValue("10s") Duration deliveryDelay,
        @DefaultValue("7d") Duration completeDelay,
        @DefaultValue("5s") Duration afterSaleStep,
        @DefaultValue("false") boolean booksOfToday,
        @DefaultValue("10000") int pageSize,
        @DefaultValue("20") int messagesAtOnce,
        @DefaultValue("false") boolean spacedKeys,
        @DefaultValue("20000") int mostOrders) {}
