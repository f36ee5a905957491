package io.jiaxiao.mall.catalogue.web;

import io.jiaxiao.mall.catalogue.ManageGoods;
import io.jiaxiao.mall.catalogue.domain.Category;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The tree of categories for operators. */
@RestController
@RequestMapping("/admin/v1/categories")
class CategoryAdminController {

    private final ManageGoods manage;

    CategoryAdminController(ManageGoods manage) {
        this.manage = manage;
    }

    @GetMapping
    CategoryTree list() {
        return CategoryTree.of(manage.categories());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CategoryLine add(@RequestBody @Valid NewCategory body, Caller caller) {
        return CategoryLine.of(
                manage.addCategory(caller, body.parentId(), body.code(), body.name(), body.position(), body.reason()));
    }

    @PutMapping("/{id}")
    CategoryLine change(@PathVariable long id, @RequestBody @Valid ChangedCategory body, Caller caller) {
        return CategoryLine.of(manage.changeCategory(caller, id, body.name(), body.position(), body.reason()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long id, @RequestParam @NotBlank @Size(max = 200) String reason, Caller caller) {
        manage.removeCategory(caller, id, reason);
    }

    /** @param parentId null for the top */
    record NewCategory(
            @Min(1) @Nullable Long parentId,
            @NotNull @Pattern(regexp = "[a-z0-9-]{1,32}") String code,
            @NotBlank @Size(max = 32) String name,
            @NotNull @Min(0) @Max(10_000) Integer position,
            @NotBlank @Size(max = 200) String reason) {}

    record ChangedCategory(
            @NotBlank @Size(max = 32) String name,
            @NotNull @Min(0) @Max(10_000) Integer position,
            @NotBlank @Size(max = 200) String reason) {}

    record CategoryLine(String id, @Nullable String parentId, String code, String name, int position) {

        static CategoryLine of(Category category) {
            Long parent = category.parentId();
            return new CategoryLine(
                    Long.toString(category.id()),
                    parent == null ? null : Long.toString(parent),
                    category.code(),
                    category.name(),
                    category.position());
        }
    }
}
