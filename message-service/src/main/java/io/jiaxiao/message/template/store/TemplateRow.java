package io.jiaxiao.message.template.store;

import io.jiaxiao.contracts.message.Lane;

/** A row of {@code template}. */
record TemplateRow(String code, int version, Lane lane, String title, String body) {}
