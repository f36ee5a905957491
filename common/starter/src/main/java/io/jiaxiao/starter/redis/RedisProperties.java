package io.jiaxiao.starter.redis;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url {@code redis://HOST:PORT[/DATABASE]}
 * @param connections at most so many
 */
@ConfigurationProperties("jiaxiao.redis")
record RedisProperties(String url, @DefaultValue("32") int connections) {}
