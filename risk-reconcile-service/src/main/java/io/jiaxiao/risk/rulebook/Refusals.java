package io.jiaxiao.risk.rulebook;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.risk.rulebook.domain.Compilation;
import java.util.stream.Collectors;

/** What operators are told when a rule or a window cannot be changed as they wish. */
final class Refusals {

    static final Refusal RULE_UNKNOWN = Refusal.notFound("RULE_UNKNOWN", "没有这条规则");
    static final Refusal VERSION_UNKNOWN = Refusal.notFound("RULE_VERSION_UNKNOWN", "没有这个规则版本");
    static final Refusal CODE_TAKEN = Refusal.conflict("RULE_CODE_TAKEN", "该规则编码已存在");
    static final Refusal NOT_A_DRAFT = Refusal.conflict("NOT_A_DRAFT", "只有草稿可以修改或提交，已提交或生效的版本不可更改");
    static final Refusal ANOTHERS_DRAFT = Refusal.forbidden("DRAFT_OF_ANOTHER", "这是他人的草稿，请新建自己的草稿");
    static final Refusal NOT_SUBMITTED = Refusal.conflict("NOT_SUBMITTED", "该版本不在待审批状态");
    static final Refusal OWN_VERSION = Refusal.forbidden("SECOND_PERSON_NEEDED", "不能审批自己编写的规则，请由另一位运营人员审批");
    static final Refusal NOT_APPROVED = Refusal.conflict("NOT_APPROVED", "只能回退到审批通过过的版本");
    static final Refusal ALREADY_LIVE = Refusal.conflict("ALREADY_LIVE", "该版本正在生效");
    static final Refusal NOT_LIVE = Refusal.conflict("NOT_LIVE", "该规则没有生效的版本");
    static final Refusal WINDOW_UNKNOWN = Refusal.notFound("WINDOW_UNKNOWN", "没有这个统计窗口");
    static final Refusal WINDOW_TAKEN = Refusal.conflict("WINDOW_TAKEN", "该场景下已有同名的统计窗口");
    static final Refusal WINDOW_IN_USE = Refusal.conflict("WINDOW_IN_USE", "该统计窗口正被生效的规则使用");
    static final Refusal TOO_MANY_WINDOWS = Refusal.conflict("TOO_MANY_WINDOWS", "该场景的统计窗口已达上限");
    static final Refusal FACT_UNKNOWN = Refusal.unprocessable("FACT_UNKNOWN", "求和的字段 fact 不存在，或不是整数");

    private static final int MOST_FAULTS = 3;

    private Refusals() {}

    /** Says where the expression is wrong. */
    static Refusal wrong(Compilation.Refused refused) {
        String where = refused.faults().stream()
                .limit(MOST_FAULTS)
                .map(fault -> "第 " + fault.line() + " 行第 " + fault.column() + " 列：" + fault.message())
                .collect(Collectors.joining("；"));
        return Refusal.unprocessable("EXPRESSION_INVALID", "表达式 expression 有误，" + where);
    }
}
