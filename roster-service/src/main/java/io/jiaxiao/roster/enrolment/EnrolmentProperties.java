package io.jiaxiao.roster.enrolment;

import io.jiaxiao.roster.enrolment.domain.JoinMode;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param defaultMode     of a class nobody has set
 * @param defaultCapacity of a class nobody has set, in children
 * @param codeLife        of a code, unless its maker says otherwise
 * @param openCodes       most codes of a class that are good at once
 * @param requestLife     how long a request waits for the class teacher
 * @param openRequests    most requests of a guardian that wait for one class
 * @param childrenByCode  most children a guardian brings into one class without anybody looking
 * @param requestsKept    how long the name in a request that came to nothing is kept
 * @param h5Address       where a scan leads; the code follows as the last segment
 */
@ConfigurationProperties("jiaxiao.enrolment")
public record EnrolmentProperties(
        @DefaultValue("APPROVAL") JoinMode defaultMode,
        @DefaultValue("60") int defaultCapacity,
        @DefaultValue("30d") Duration codeLife,
        @DefaultValue("20") int openCodes,
        @DefaultValue("30d") Duration requestLife,
        @DefaultValue("5") int openRequests,
        @DefaultValue("5") int childrenByCode,
        @DefaultValue("90d") Duration requestsKept,
        @DefaultValue("http://127.0.0.1:8080/h5/join") String h5Address) {}
