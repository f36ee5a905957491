package io.jiaxiao.risk.listing.web;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.risk.listing.domain.ListKind;
import io.jiaxiao.risk.rulebook.domain.Dimension;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * @param text   as pasted: values apart by lines, spaces, commas or semicolons
 * @param reason why they are listed
 */
record PastedEntries(
        @NotNull ListKind kind,
        @NotNull Dimension dimension,
        @NotBlank @Size(max = 200_000) String text,
        @NotBlank @Size(max = 500) String reason,
        @NotNull Instant endsAt) {

    private static final Pattern BETWEEN = Pattern.compile("[\\s,;，；、]+");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._:/+=-]{1,64}");
    private static final int MOST = 5000;

    /** A mobile number in clear is personal data, and would match nothing: numbers are listed by their blind index. */
    private static final Pattern MOBILE = Pattern.compile("1[3-9][0-9]{9}");

    List<String> values() {
        List<String> values = BETWEEN.splitAsStream(text)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        if (values.isEmpty() || values.size() > MOST) {
            throw Refusal.invalid("LIST_INVALID", "一次可添加 1 至 " + MOST + " 条").asException();
        }
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            if (!VALUE.matcher(value).matches()) {
                throw Refusal.invalid("LIST_INVALID", "第 " + (i + 1) + " 条不是有效的取值")
                        .asException();
            }
            if (dimension == Dimension.MOBILE_INDEX && MOBILE.matcher(value).matches()) {
                throw Refusal.invalid("LIST_INVALID", "请填写号码的盲索引，不要填写手机号").asException();
            }
        }
        return values;
    }

    /**
     * @param entries how many were added
     * @param batch   number of this paste, by which all of it can be found and ended
     */
    record Added(int entries, String batch) {}
}
