package io.jiaxiao.roster.consent;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param version of the privacy terms that hold now; a new one asks every guardian again
 */
@ConfigurationProperties("jiaxiao.consent")
public record ConsentProperties(@DefaultValue("2026-11") String version) {}
