package io.jiaxiao.mall.catalogue;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param marginPercent a cost may rise so much above the one our price was set by before the SKU is taken off the shelf
 * @param kinds         what each channel sells, by its name; a channel that is not named sells goods
 * @param rechargeWord  a card channel's product whose category holds this word is credited to a number instead. INFERRED:
 *     年年卡 publishes no category list
 * @param changesEvery  how often changes told by channels are read
 * @param retry         pause after a channel could not be asked, doubled each time up to an hour
 * @param mostTries     so many times in a row it is tried before a full reading is given up
 * @param fullEvery     how often the whole pool of each channel is read
 * @param cached        how long an answer may be served from memory; what is shown, never what is charged
 * @param sharedCached  how long from Redis; an answer that there is nothing, a quarter of it
 */
@ConfigurationProperties("jiaxiao.catalogue")
public record CatalogueProperties(
        @DefaultValue("5") int marginPercent,
        @DefaultValue({}) Map<String, Offer.Kind> kinds,
        @DefaultValue("直充") String rechargeWord,
        @DefaultValue("1s") Duration changesEvery,
        @DefaultValue("10s") Duration retry,
        @DefaultValue("12") int mostTries,
        @DefaultValue("24h") Duration fullEvery,
        @DefaultValue("5s") Duration cached,
        @DefaultValue("60s") Duration sharedCached) {}
