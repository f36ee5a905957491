package io.jiaxiao.risk.listing.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Why an entry, or all of a paste, is ended early. */
record EndReason(@NotBlank @Size(max = 500) String reason) {}
