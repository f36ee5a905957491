package io.jiaxiao.mall.campaign;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param admissionLives how long an admitted buyer may take to order
 * @param grace          how much longer an admission without an order is left alone; longer than a hold takes to commit
 * @param settleEvery    how often admissions are compared with orders
 * @param patience       how long Redis may take to answer one admission
 */
@ConfigurationProperties("jiaxiao.campaign")
public record CampaignProperties(
        @DefaultValue("10m") Duration admissionLives,
        @DefaultValue("30s") Duration grace,
        @DefaultValue("2s") Duration settleEvery,
        @DefaultValue("1s") Duration patience) {}
