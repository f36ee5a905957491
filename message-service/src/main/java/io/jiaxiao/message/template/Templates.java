package io.jiaxiao.message.template;

import io.jiaxiao.message.template.domain.Template;
import io.jiaxiao.message.template.store.TemplateStore;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The texts that may be sent. Nothing else ever is: there is no way to send free text. */
@Service
public class Templates {

    private final TemplateStore store;

    Templates(TemplateStore store) {
        this.store = store;
    }

    /** The version new messages get; empty for a code nobody knows. */
    public Optional<Template> current(String code) {
        return store.current(code);
    }

    /** The version a message was accepted with; empty only if somebody removed it. */
    public Optional<Template> version(String code, int version) {
        return store.version(code, version);
    }

    /** The id under which a channel knows this version; empty when the full text is to be sent. */
    public Optional<String> remoteId(String channel, Template template) {
        return store.remoteId(channel, template.code(), template.version());
    }
}
