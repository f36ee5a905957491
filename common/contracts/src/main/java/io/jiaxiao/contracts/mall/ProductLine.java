package io.jiaxiao.contracts.mall;

import java.util.Arrays;
import java.util.Optional;

/** The five product lines that earn points into one balance and settle what was spent among them. */
public enum ProductLine {
    XIAOXUNTONG("xiaoxuntong", "校讯通"),
    SHUZHIJIAXIAO("shuzhijiaxiao", "数智家校"),
    DINGZHIHUA("dingzhihua", "定制化"),
    ZHONGXIANGYUEDU("zhongxiangyuedu", "众享阅读"),
    AIXUE("aixue", "AI学");

    private final String clientId;
    private final String title;

    ProductLine(String clientId, String title) {
        this.clientId = clientId;
        this.title = title;
    }

    /** The line's name as an API client. */
    public String clientId() {
        return clientId;
    }

    /** The line's Chinese name. */
    public String title() {
        return title;
    }

    public static Optional<ProductLine> ofClient(String clientId) {
        return Arrays.stream(values())
                .filter(line -> line.clientId.equals(clientId))
                .findFirst();
    }
}
