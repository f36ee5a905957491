package io.jiaxiao.control;

/** Fills a fresh platform with invented schools and families, through roster-service's own import, as an operator would. */
final class DemoData {

    private final Settings settings;

    DemoData(Settings settings) {
        this.settings = settings;
    }

    void ensure(Progress progress) {
        progress.already("demo data", "none to load yet into " + settings.home());
    }

    String accounts() {
        return "";
    }
}
