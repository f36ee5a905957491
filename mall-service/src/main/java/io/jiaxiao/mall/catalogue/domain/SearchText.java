package io.jiaxiao.mall.catalogue.domain;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Text as search compares it. Chinese has no blanks between words, and MariaDB has no n-gram parser, so every pair of
 * neighbouring characters is a term of our own; a text is found by all the pairs of what is looked for.
 */
public final class SearchText {

    /** Longer queries are cut: more terms narrow nothing any more. */
    private static final int MOST_TERMS = 6;

    private SearchText() {}

    /** Full and half width made one, lower case, punctuation made blanks, one blank between words. */
    public static String normal(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder normal = new StringBuilder(folded.length());
        folded.codePoints().forEach(c -> normal.appendCodePoint(Character.isLetterOrDigit(c) ? c : ' '));
        return normal.toString().strip().replaceAll(" +", " ");
    }

    /** The terms under which a text is found; the last character of each word is paired with a blank. */
    public static Set<String> terms(String normal) {
        Set<String> terms = new LinkedHashSet<>();
        for (String word : words(normal)) {
            int[] characters = word.codePoints().toArray();
            for (int i = 0; i < characters.length; i++) {
                terms.add(i + 1 < characters.length ? pair(characters, i) : Character.toString(characters[i]) + ' ');
            }
        }
        return terms;
    }

    /** The pairs a text must have to contain every word of the query of at least two characters. */
    public static List<String> wantedTerms(String normal) {
        Set<String> terms = new LinkedHashSet<>();
        for (String word : words(normal)) {
            int[] characters = word.codePoints().toArray();
            for (int i = 0; i + 1 < characters.length; i++) {
                terms.add(pair(characters, i));
            }
        }
        return terms.stream().limit(MOST_TERMS).toList();
    }

    /** The words of a normal text; every one of them must be in what is found. */
    public static List<String> words(String normal) {
        List<String> words = new ArrayList<>();
        for (String word : normal.split(" ", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    private static String pair(int[] characters, int at) {
        return new String(characters, at, 2);
    }
}
