package io.jiaxiao.message.template.store;

import io.jiaxiao.message.template.domain.Template;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;

/** Reads templates. */
@Repository
public class TemplateStore {

    private final TemplateMapper mapper;
    private final String signature;

    TemplateStore(TemplateMapper mapper, @Value("${jiaxiao.message.signature}") String signature) {
        this.mapper = mapper;
        this.signature = signature;
    }

    /** Exactly this code: the database alone would overlook blanks at its end. */
    public Optional<Template> current(String code) {
        return Optional.ofNullable(mapper.current(code))
                .filter(row -> row.code().equals(code))
                .map(this::template);
    }

    public Optional<Template> version(String code, int version) {
        return Optional.ofNullable(mapper.version(code, version)).map(this::template);
    }

    public Optional<String> remoteId(String channel, String code, int version) {
        return Optional.ofNullable(mapper.remoteId(channel, code, version));
    }

    private Template template(TemplateRow row) {
        return new Template(row.code(), row.version(), row.lane(), row.title(), row.body(), signature);
    }
}
