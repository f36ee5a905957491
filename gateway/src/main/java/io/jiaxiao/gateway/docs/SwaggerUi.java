package io.jiaxiao.gateway.docs;

import io.jiaxiao.gateway.problem.Answer;
import io.jiaxiao.starter.problem.ProblemWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** The pages of Swagger UI, from its webjar, told which services there are. */
@Component
final class SwaggerUi {

    private static final String ABOUT = "META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final Pattern FILE = Pattern.compile("[a-z0-9-]+\\.(html|css|js|png)");
    private static final Map<String, MediaType> TYPES = Map.of(
            "html", MediaType.parseMediaType("text/html;charset=UTF-8"),
            "css", MediaType.parseMediaType("text/css;charset=UTF-8"),
            "js", MediaType.parseMediaType("text/javascript;charset=UTF-8"),
            "png", MediaType.IMAGE_PNG);

    private static final Answer NO_FILE = Answer.of(HttpStatus.NOT_FOUND, "NOT_FOUND", "您访问的内容不存在");

    private final String folder;
    private final JsonMapper json;
    private final ProblemWriter problems;

    SwaggerUi(JsonMapper json, ProblemWriter problems) {
        this.json = json;
        this.problems = problems;
        var about = new Properties();
        try (InputStream in = new ClassPathResource(ABOUT).getInputStream()) {
            about.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the swagger-ui webjar is missing", e);
        }
        folder = "META-INF/resources/webjars/swagger-ui/" + about.getProperty("version") + "/";
    }

    ServerResponse file(String name) {
        var file = new ClassPathResource(folder + name);
        if (!FILE.matcher(name).matches() || !file.exists()) {
            return NO_FILE.toResponse(problems);
        }
        MediaType type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        return ServerResponse.ok()
                .contentType(type == null ? MediaType.APPLICATION_OCTET_STREAM : type)
                .cacheControl(CacheControl.maxAge(java.time.Duration.ofHours(1)))
                .body(file);
    }

    ServerResponse initializer(Collection<String> services) {
        List<Map<String, String>> urls = services.stream()
                .map(service -> Map.of("name", service, "url", "/docs/api/" + service))
                .toList();
        String script =
                """
                window.onload = () => {
                  window.ui = SwaggerUIBundle({
                    urls: %s,
                    dom_id: '#swagger-ui',
                    deepLinking: true,
                    validatorUrl: null,
                    presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
                    layout: 'StandaloneLayout'
                  });
                };
                """
                        .formatted(json.writeValueAsString(urls));
        return ServerResponse.ok()
                .contentType(TYPES.getOrDefault("js", MediaType.TEXT_PLAIN))
                .cacheControl(CacheControl.noCache())
                .body(script);
    }
}
