package io.jiaxiao.partners.books;

import io.jiaxiao.partners.web.BadInput;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class BooksController {

    private final List<PartnerBooks> books;

    BooksController(List<PartnerBooks> books) {
        this.books = books;
    }

    record BooksView(List<BookedOrder> orders) {}

    @GetMapping("/books/{partner}")
    BooksView read(@PathVariable String partner) {
        return books.stream()
                .filter(each -> each.partner().equals(partner))
                .findFirst()
                .map(found -> new BooksView(found.orders()))
                .orElseThrow(() -> new BadInput(HttpStatus.NOT_FOUND, "没有账本 " + partner));
    }
}
