package io.jiaxiao.starter.pii;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one plain line which key is missing, instead of a stack trace. */
public final class PiiKeysMissingAnalyzer extends AbstractFailureAnalyzer<PiiKeysMissingException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, PiiKeysMissingException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Put the keyset into the secrets folder as the file '" + cause.property()
                        + "'. If data was written before, it must be the keyset it was written with.",
                cause);
    }
}
