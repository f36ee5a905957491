package io.jiaxiao.starter.masking;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import java.io.Serial;
import tools.jackson.databind.module.SimpleModule;

/**
 * How Jackson writes and reads personal data: {@link Mobile} and {@link PersonName} as strings, masked unless
 * {@link Clear}; Strings as {@link Masked} says.
 */
public final class MaskingModule extends SimpleModule {

    @Serial
    private static final long serialVersionUID = 1L;

    public MaskingModule() {
        super("jiaxiao-masking");
        addSerializer(Mobile.class, new ValueWriter<>(Mobile.class, Mobile::masked, Mobile::digits));
        addSerializer(PersonName.class, new ValueWriter<>(PersonName.class, PersonName::masked, PersonName::clear));
        addDeserializer(Mobile.class, new ValueReader<>(Mobile.class, Mobile::parse));
        addDeserializer(PersonName.class, new ValueReader<>(PersonName.class, PersonName::parse));
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.insertAnnotationIntrospector(new MaskedStrings());
    }
}
