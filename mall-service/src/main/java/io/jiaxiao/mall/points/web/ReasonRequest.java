package io.jiaxiao.mall.points.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** @param reason why, in the operator's words */
record ReasonRequest(@NotBlank @Size(min = 2, max = 200) String reason) {}
