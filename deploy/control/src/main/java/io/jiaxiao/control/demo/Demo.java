package io.jiaxiao.control.demo;

import io.jiaxiao.control.CannotContinue;
import io.jiaxiao.control.Platform;
import io.jiaxiao.control.ProcessView;
import java.io.PrintStream;
import java.util.List;

/** The story {@code ./platform demo} tells. */
public final class Demo {

    private final Platform platform;
    private final Steps steps;

    public Demo(Platform platform, PrintStream out) {
        this.platform = platform;
        this.steps = new Steps(out);
    }

    /**
     * @throws CannotContinue at the first step that fails
     */
    public void run() {
        steps.step("every process of the platform is healthy", this::requireHealthy);
        steps.finish();
    }

    private List<ProcessView> requireHealthy() {
        List<ProcessView> all = platform.status();
        for (ProcessView view : all) {
            Steps.require(
                    view.state() == ProcessView.State.HEALTHY,
                    view.name() + " is " + view.state() + "; start the platform with ./platform up");
        }
        return all;
    }
}
