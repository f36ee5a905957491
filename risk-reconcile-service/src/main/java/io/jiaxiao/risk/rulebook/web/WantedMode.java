package io.jiaxiao.risk.rulebook.web;

import io.jiaxiao.risk.rulebook.domain.Mode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

record WantedMode(@NotNull Mode mode, @NotBlank @Size(max = 500) String reason) {}
