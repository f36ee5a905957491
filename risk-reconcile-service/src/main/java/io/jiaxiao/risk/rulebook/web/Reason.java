package io.jiaxiao.risk.rulebook.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Why an operator does something. */
record Reason(@NotBlank @Size(max = 500) String reason) {}
