package io.jiaxiao.mall.catalogue.store;

import io.jiaxiao.mall.catalogue.domain.SearchText;
import java.util.List;
import java.util.Optional;

/**
 * The SKUs a text may mean, as a table of their numbers. Made before anything else is looked at, and begun with the rarest pair of
 * characters, which the database knows from its index.
 */
final class TermSearch {

    /** Keeps the table from being merged into the query around it; more SKUs than there will be. */
    private static final String ALL = " LIMIT 10000000";

    private TermSearch() {}

    /** @return {@code (SELECT sku_id ...)}, its values added; empty when any SKU may be meant */
    static Optional<String> table(String text, List<Object> values) {
        List<String> terms = SearchText.wantedTerms(text);
        if (terms.isEmpty()) {
            return SearchText.words(text).stream().findFirst().map(character -> {
                values.add(character + "%");
                return "(SELECT DISTINCT sku_id FROM sku_term WHERE term LIKE ?)";
            });
        }
        var sql = new StringBuilder("(SELECT m0.sku_id FROM sku_term m0");
        for (int i = 1; i < terms.size(); i++) {
            sql.append(" JOIN sku_term m").append(i).append(" ON m").append(i).append(".sku_id = m0.sku_id AND m");
            sql.append(i).append(".term = ?");
            values.add(terms.get(i));
        }
        values.add(terms.getFirst());
        return Optional.of(
                sql.append(" WHERE m0.term = ?").append(ALL).append(')').toString());
    }
}
