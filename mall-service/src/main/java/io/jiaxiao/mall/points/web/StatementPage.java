package io.jiaxiao.mall.points.web;

import io.jiaxiao.mall.points.store.Statements;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param next cursor of the entries before these; null when these end with the first entry ever */
record StatementPage(List<StatementLine> entries, @Nullable String next) {

    /** @param oneMore the entries asked for, and one more if there is one */
    static StatementPage of(List<Statements.Entry> oneMore, int size) {
        List<Statements.Entry> shown = oneMore.subList(0, Math.min(size, oneMore.size()));
        return new StatementPage(
                shown.stream().map(StatementLine::of).toList(),
                oneMore.size() > size ? Long.toString(shown.getLast().seq()) : null);
    }
}
