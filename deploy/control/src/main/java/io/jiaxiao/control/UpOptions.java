package io.jiaxiao.control;

/**
 * What {@code up} does beyond starting processes.
 *
 * @param demoData whether the invented schools are loaded when they are not there
 * @param train whether missing AOT caches are made, which makes the first start longer and all others shorter
 */
public record UpOptions(boolean demoData, boolean train) {

    public static final UpOptions DEFAULT = new UpOptions(true, true);

    public UpOptions withoutDemoData() {
        return new UpOptions(false, train);
    }

    public UpOptions withoutTraining() {
        return new UpOptions(demoData, false);
    }
}
