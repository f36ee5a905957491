package io.jiaxiao.risk.listing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param mostInForce entries of all lists together: every instance keeps them in memory and reads them all after a change */
@ConfigurationProperties("jiaxiao.risk.lists")
record ListProperties(@DefaultValue("100000") int mostInForce) {}
