package io.jiaxiao.starter.security;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param issuer          who issues every token of the platform
 * @param identityService where its keys and tokens are to be had
 * @param openPaths       paths of this service that need no token because they authenticate in another way
 * @param schoolPaths     of this service's {@code /admin}, what operators of one school may call too, because it asks for the
 *                        caller's unit itself; everything else there is head office's
 */
@ConfigurationProperties("jiaxiao.security")
public record SecurityProperties(
        @DefaultValue("jiaxiao") String issuer,
        @DefaultValue("roster-service") String identityService,
        @DefaultValue List<String> openPaths,
        @DefaultValue List<String> schoolPaths) {}
