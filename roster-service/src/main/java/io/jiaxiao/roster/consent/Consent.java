package io.jiaxiao.roster.consent;

import java.time.Instant;

/** Agreement to one version of the privacy terms. */
public record Consent(String version, Instant givenAt) {}
