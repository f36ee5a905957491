package io.jiaxiao.partners.faults;

import io.jiaxiao.partners.web.BadInput;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/faults")
class FaultController {

    private final Faults faults;
    private final FaultPlans plans;

    FaultController(Faults faults, FaultPlans plans) {
        this.faults = faults;
        this.plans = plans;
    }

    /**
     * Both by partner, then by number or suffix.
     *
     * @param ordered what was ordered through the controls
     * @param bySuffix what the configuration lays on numbers by their last digits
     */
    record Standing(Map<String, Map<String, JsonNode>> ordered, Map<String, Map<String, JsonNode>> bySuffix) {}

    @GetMapping
    Standing read() {
        return new Standing(view(FaultBook::ordered), view(FaultBook::suffixes));
    }

    @PutMapping("/{partner}/{target}")
    Standing order(@PathVariable String partner, @PathVariable String target, @RequestBody JsonNode list) {
        FaultBook book = book(partner, target);
        try {
            FaultLanguage language = faults.language(partner).orElseThrow();
            book.order(target, plans.forTarget(language, target, list));
        } catch (FaultPlans.Unreadable wrong) {
            throw new BadInput(String.valueOf(wrong.getMessage()));
        }
        return read();
    }

    @DeleteMapping("/{partner}/{target}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(@PathVariable String partner, @PathVariable String target) {
        book(partner, target).order(target, List.of());
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forgetAll() {
        faults.clear();
    }

    private FaultBook book(String partner, String target) {
        if (!target.equals(FaultBook.ALL) && !target.matches("[0-9A-Za-z_-]{1,64}")) {
            throw new BadInput("路径最后一段应为业务号码（如手机号）或 *");
        }
        return faults.find(partner).orElseThrow(() -> new BadInput(HttpStatus.NOT_FOUND, "没有模拟合作方 " + partner));
    }

    private Map<String, Map<String, JsonNode>> view(Function<FaultBook, Map<String, List<OrderedFault>>> part) {
        Map<String, Map<String, JsonNode>> view = new TreeMap<>();
        faults.books().forEach((partner, book) -> {
            Map<String, JsonNode> lists = new TreeMap<>();
            part.apply(book).forEach((target, list) -> lists.put(target, plans.write(list)));
            if (!lists.isEmpty()) {
                view.put(partner, lists);
            }
        });
        return view;
    }
}
