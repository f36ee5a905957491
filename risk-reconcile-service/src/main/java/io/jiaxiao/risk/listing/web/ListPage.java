package io.jiaxiao.risk.listing.web;

import io.jiaxiao.risk.listing.domain.ListEntry;
import java.util.List;

/** @param total of all pages */
record ListPage(List<ListEntry> entries, int page, int size, long total) {}
