package io.jiaxiao.risk.rulebook.domain;

import io.jiaxiao.contracts.risk.Scene;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param title what it is against, in Chinese
 * @param live  the version that is in force; null before the first approval and after the rule was retired
 */
public record Rule(String code, Scene scene, String title, Mode mode, @Nullable Integer live, Instant createdAt) {}
