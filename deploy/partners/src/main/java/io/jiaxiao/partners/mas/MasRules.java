package io.jiaxiao.partners.mas;

import io.jiaxiao.partners.journal.Line;
import io.jiaxiao.partners.phones.Phones;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The partner's judgement of a submission (partners.md 1.2 to 1.5). A request is taken or refused as a whole. The
 * order of the checks is not public; this one goes from the envelope inwards.
 */
final class MasRules {

    private static final int LONGEST_SENDER = 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MasAccount account;

    MasRules(MasAccount account) {
        this.account = account;
    }

    /** What became of a submission. */
    sealed interface Verdict {

        /** Who it was for, as far as it could be read. */
        List<Line> lines();

        /**
         * @param sender number the phone will show
         * @param signature visible signature, without its brackets
         */
        record Acceptable(List<Line> lines, String sender, String signature) implements Verdict {}

        record Refused(Rspcod rspcod, List<Line> lines) implements Verdict {}
    }

    Verdict judge(Api api, String body) {
        return MasRequest.read(api, body)
                .map(this::judge)
                .orElseGet(() -> new Verdict.Refused(Rspcod.InvalidMessage, List.of()));
    }

    private Verdict judge(MasRequest request) {
        List<Line> asWritten = asWritten(request);
        Optional<Rspcod> stranger = account(request).or(() -> mac(request)).or(() -> sign(request));
        if (stranger.isPresent()) {
            return new Verdict.Refused(stranger.get(), asWritten);
        }
        Optional<Rspcod> complaint = Addressing.complaint(asWritten).or(() -> sender(request));
        if (complaint.isPresent()) {
            return new Verdict.Refused(complaint.get(), asWritten);
        }
        return request.api() == Api.NORSUBMIT ? plain(request, asWritten) : fromTemplate(request, asWritten);
    }

    private Verdict plain(MasRequest request, List<Line> lines) {
        String mobiles = request.text("mobiles");
        boolean textless = lines.stream().anyMatch(line -> line.text().isBlank());
        // 多对多 with mobiles filled in as well: both must name the same people.
        boolean contradictory = !mobiles.isBlank() && !numbers(lines).equals(numbers(Addressing.oneText(mobiles, "")));
        return textless || contradictory
                ? new Verdict.Refused(Rspcod.InvalidMessage, lines)
                : acceptable(request, lines);
    }

    private Verdict fromTemplate(MasRequest request, List<Line> lines) {
        Template template = account.templates().get(request.text("templateId"));
        if (template == null) {
            return new Verdict.Refused(Rspcod.IllegalTemplateId, lines);
        }
        Optional<List<String>> params = params(request.text("params")).filter(template::fits);
        if (params.isEmpty()) {
            return new Verdict.Refused(Rspcod.ParamsAndTemplateDoesNotMatch, lines);
        }
        String text = template.filled(params.get());
        return acceptable(
                request,
                lines.stream().map(line -> new Line(line.number(), text)).toList());
    }

    private Verdict acceptable(MasRequest request, List<Line> lines) {
        String signature = account.signs().getOrDefault(request.text("sign"), "");
        return new Verdict.Acceptable(lines, account.serviceCode() + request.text("addSerial"), signature);
    }

    private Optional<Rspcod> account(MasRequest request) {
        boolean known = request.text("ecName").equals(account.ecName())
                && request.text("apId").equals(account.apId())
                && (!request.namesSecret() || same(request.text(Api.SECRET), account.secretKey()));
        return known ? Optional.empty() : Optional.of(Rspcod.InvalidUsrOrPwd);
    }

    private Optional<Rspcod> mac(MasRequest request) {
        return same(request.text("mac"), request.macWith(account.secretKey()))
                ? Optional.empty()
                : Optional.of(Rspcod.IllegalMac);
    }

    /** No sign or an unknown one matches nothing; a visible signature in place of its code is no sign code at all. */
    private Optional<Rspcod> sign(MasRequest request) {
        String sign = request.text("sign");
        if (account.signs().containsKey(sign)) {
            return Optional.empty();
        }
        return Optional.of(sign.matches("[A-Za-z0-9_-]*") ? Rspcod.NoSignId : Rspcod.IllegalSignId);
    }

    private Optional<Rspcod> sender(MasRequest request) {
        String extension = request.text("addSerial");
        boolean fits =
                extension.matches("\\d*") && account.serviceCode().length() + extension.length() <= LONGEST_SENDER;
        return fits ? Optional.empty() : Optional.of(Rspcod.InvalidMessage);
    }

    private static List<Line> asWritten(MasRequest request) {
        String mobiles = request.text("mobiles");
        if (request.api() == Api.TMPSUBMIT) {
            return Addressing.oneText(mobiles, request.text("params"));
        }
        String content = request.text("content");
        return Addressing.ownTexts(content)
                .filter(lines -> mobiles.isBlank() || numbers(lines).stream().allMatch(Phones::isMobile))
                .orElseGet(() -> Addressing.oneText(mobiles, content));
    }

    private static Set<String> numbers(List<Line> lines) {
        return lines.stream().map(Line::number).collect(Collectors.toCollection(HashSet::new));
    }

    private static Optional<List<String>> params(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (!node.isArray()) {
                return Optional.empty();
            }
            List<String> params = new ArrayList<>();
            for (JsonNode each : node) {
                if (!each.isString()) {
                    return Optional.empty();
                }
                params.add(each.stringValue());
            }
            return Optional.of(params);
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static boolean same(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
