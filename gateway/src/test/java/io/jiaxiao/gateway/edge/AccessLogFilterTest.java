package io.jiaxiao.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccessLogFilterTest {

    @Test
    void aQueryKeepsItsNamesOnly() {
        assertThat(AccessLogFilter.query(null)).isNull();
        assertThat(AccessLogFilter.query("code=123456&mobile=13800000000")).isEqualTo("code=***&mobile=***");
        assertThat(AccessLogFilter.query("13800000000")).isEqualTo("***");
        assertThat(AccessLogFilter.query("a=b=c&&d")).isEqualTo("a=***&***&***");
    }

    @Test
    void aCallbacksPathKeepsNoToken() {
        assertThat(AccessLogFilter.path("/callback/mas/aB3-secret/reports")).isEqualTo("/callback/mas/***/reports");
        assertThat(AccessLogFilter.path("/callback/alipay/notify")).isEqualTo("/callback/alipay/notify");
    }

    @Test
    void aPathKeepsNoMobileNumberAndIsNotEndless() {
        assertThat(AccessLogFilter.path("/a/13800000000")).isEqualTo("/a/138****0000");
        assertThat(AccessLogFilter.path("/" + "a".repeat(500))).hasSize(203);
    }
}
