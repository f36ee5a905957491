package io.jiaxiao.risk.rulebook.domain;

/** By whom or what events are counted and listed. */
public enum Dimension {
    PERSON("person"),
    DEVICE("device"),
    MOBILE_INDEX("mobileIndex"),
    IP("ip"),
    SCHOOL("school");

    private final String word;
    private final String blockedWord;
    private final String allowedWord;

    Dimension(String word) {
        this.word = word;
        this.blockedWord = "blocked." + word;
        this.allowedWord = "allowed." + word;
    }

    /** As expressions write it: {@code blocked.person}. */
    public String word() {
        return word;
    }

    String blockedWord() {
        return blockedWord;
    }

    String allowedWord() {
        return allowedWord;
    }
}
