package io.jiaxiao.partners.faults;

import io.jiaxiao.partners.chance.Chance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** The fault books of all partners. */
public final class Faults {

    private final Map<String, FaultBook> books = new TreeMap<>();
    private final Map<String, FaultLanguage> languages = new TreeMap<>();
    private final FaultPlans plans;
    private final Map<String, Map<String, String>> suffixPlan;

    /** @param suffixPlan by partner and suffix: a JSON list of faults, in the language of the controls */
    Faults(
            List<FaultLanguage> languages,
            Chance chance,
            FaultPlans plans,
            Map<String, Map<String, String>> suffixPlan) {
        this.plans = plans;
        this.suffixPlan = suffixPlan;
        for (FaultLanguage language : languages) {
            this.languages.put(language.partner(), language);
            books.put(language.partner(), new FaultBook(chance));
        }
        for (String partner : suffixPlan.keySet()) {
            if (!books.containsKey(partner)) {
                throw wrongPlan(partner, "no such partner is simulated");
            }
        }
        armSuffixes();
    }

    /**
     * The book of a partner that is simulated here.
     *
     * @throws IllegalStateException when the partner declared no fault language
     */
    public FaultBook of(String partner) {
        return find(partner).orElseThrow(() -> new IllegalStateException(partner + " has no fault language"));
    }

    /** Every partner's fault kinds, for whoever wants to know what can be ordered. */
    public Map<String, List<String>> kinds() {
        Map<String, List<String>> kinds = new TreeMap<>();
        languages.forEach((partner, language) -> kinds.put(partner, language.kinds()));
        return kinds;
    }

    Optional<FaultBook> find(String partner) {
        return Optional.ofNullable(books.get(partner));
    }

    Optional<FaultLanguage> language(String partner) {
        return Optional.ofNullable(languages.get(partner));
    }

    Map<String, FaultBook> books() {
        return books;
    }

    /** Forgets what was ordered; the suffix plan of the configuration starts again from its beginning. */
    void clear() {
        books.values().forEach(FaultBook::clear);
        armSuffixes();
    }

    private void armSuffixes() {
        suffixPlan.forEach((partner, plan) -> of(partner).followSuffixes(arm(partner, plan)));
    }

    private Map<String, List<OrderedFault>> arm(String partner, Map<String, String> plan) {
        FaultLanguage language = language(partner).orElseThrow();
        Map<String, List<OrderedFault>> armed = new TreeMap<>();
        try {
            plan.forEach((suffix, json) -> armed.put(suffix, plans.forSuffix(language, suffix, json)));
        } catch (FaultPlans.Unreadable unreadable) {
            throw wrongPlan(partner, String.valueOf(unreadable.getMessage()));
        }
        return armed;
    }

    private static InvalidConfigurationPropertyValueException wrongPlan(String partner, String reason) {
        return new InvalidConfigurationPropertyValueException("jiaxiao.partners.chaos." + partner, null, reason);
    }
}
