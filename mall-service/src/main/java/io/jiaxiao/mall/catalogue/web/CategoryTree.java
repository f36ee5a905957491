package io.jiaxiao.mall.catalogue.web;

import io.jiaxiao.mall.catalogue.domain.Category;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The categories as a tree, siblings in their order. */
record CategoryTree(List<Node> items) {

    record Node(String id, String code, String name, int position, List<Node> children) {}

    static CategoryTree of(List<Category> all) {
        return new CategoryTree(below(null, all));
    }

    private static List<Node> below(@Nullable Long parent, List<Category> all) {
        return all.stream()
                .filter(category -> Objects.equals(category.parentId(), parent))
                .map(category -> new Node(
                        Long.toString(category.id()),
                        category.code(),
                        category.name(),
                        category.position(),
                        below(category.id(), all)))
                .toList();
    }
}
