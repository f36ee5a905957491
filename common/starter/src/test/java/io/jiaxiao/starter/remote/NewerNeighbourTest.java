package io.jiaxiao.starter.remote;

import static org.assertj.core.api.Assertions.assertThat;

import feign.Request;
import feign.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.http.converter.autoconfigure.ClientHttpMessageConvertersCustomizer;
import org.springframework.cloud.openfeign.support.FeignHttpMessageConverters;
import org.springframework.cloud.openfeign.support.HttpMessageConverterCustomizer;
import org.springframework.cloud.openfeign.support.SpringDecoder;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** In a rolling upgrade a neighbour may already say more than this version knows. */
class NewerNeighbourTest {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    record Contact(String name) {}

    @Test
    void aMemberMoreInAnAnswer_isPassedOver() throws IOException {
        Response answer = Response.builder()
                .status(200)
                .headers(Map.of("Content-Type", List.of("application/json")))
                .request(Request.create(
                        Request.HttpMethod.GET, "http://x/y", Map.of(), null, StandardCharsets.UTF_8, null))
                .body("{\"name\":\"a\",\"nickname\":\"b\"}", StandardCharsets.UTF_8)
                .build();

        assertThat(decoder().decode(answer, Contact.class)).isEqualTo(new Contact("a"));
    }

    /** As Spring puts it together: the service's own strict mapper first, then what the starter makes of it. */
    private static SpringDecoder decoder() {
        var beans = new StaticListableBeanFactory();
        beans.addBean("strict", (ClientHttpMessageConvertersCustomizer)
                builder -> builder.withJsonConverter(new JacksonJsonHttpMessageConverter(STRICT)));
        beans.addBean("tolerant", new RemoteAutoConfiguration().answersOfNewerNeighbours(STRICT));
        beans.addBean(
                "converters",
                new FeignHttpMessageConverters(
                        beans.getBeanProvider(ClientHttpMessageConvertersCustomizer.class),
                        beans.getBeanProvider(HttpMessageConverterCustomizer.class)));
        return new SpringDecoder(beans.getBeanProvider(FeignHttpMessageConverters.class));
    }
}
