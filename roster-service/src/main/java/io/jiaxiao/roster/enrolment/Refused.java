package io.jiaxiao.roster.enrolment;

import io.jiaxiao.kernel.Refusal;

/** Every expected no on the way into a class, each with what to do about it. */
final class Refused {

    static final Refusal CODE_INVALID = Refusal.invalid("JOIN_CODE_INVALID", "二维码无效，请扫描班主任提供的二维码");
    static final Refusal CODE_UNKNOWN = Refusal.notFound("JOIN_CODE_UNKNOWN", "没有这个二维码，请向班主任索取新的二维码");
    static final Refusal CODE_EXPIRED = Refusal.unprocessable("JOIN_CODE_EXPIRED", "二维码已过期，请向班主任索取新的二维码");
    static final Refusal CODE_REVOKED = Refusal.unprocessable("JOIN_CODE_REVOKED", "二维码已作废，请向班主任索取新的二维码");
    static final Refusal TOO_MANY_CODES = Refusal.conflict("JOIN_CODES_TOO_MANY", "有效的二维码过多，请先作废不再使用的二维码");
    static final Refusal CLASS_CLOSED = Refusal.unprocessable("CLASS_CLOSED", "该班级已不存在，请联系学校");
    static final Refusal CLASS_FULL = Refusal.conflict("CLASS_FULL", "班级人数已满，请联系班主任");
    static final Refusal CONSENT_REQUIRED = Refusal.unprocessable("CONSENT_REQUIRED", "请先阅读并同意隐私条款");
    static final Refusal OTHER_SCHOOL = Refusal.unprocessable("CHILD_OF_OTHER_SCHOOL", "该孩子登记在其他学校，请核对二维码；转学请联系学校办理");
    static final Refusal OTHER_CLASS = Refusal.conflict("CHILD_IN_OTHER_CLASS", "该孩子已在其他班级；如需转班，请填写转班原因后再提交");
    static final Refusal NUMBER_MISMATCH =
            Refusal.unprocessable("STUDENT_NUMBER_MISMATCH", "学号与姓名不一致，请核对后重试；不清楚学号时可以不填");
    static final Refusal CHILD_UNCLEAR = Refusal.conflict("CHILD_UNCLEAR", "班里已有同名学生，请确认是同一名学生还是新学生");
    static final Refusal NOT_A_NAMESAKE = Refusal.unprocessable("NOT_A_NAMESAKE", "所选学生与申请不符，请刷新后重新选择");
    static final Refusal NO_GUARDIAN = Refusal.conflict("GUARDIANSHIP_ENDED", "申请人已不是该孩子的监护人，请驳回该申请");
    static final Refusal DECIDED = Refusal.conflict("JOIN_REQUEST_DECIDED", "该申请已处理，请刷新查看结果");
    static final Refusal TOO_MANY_REQUESTS =
            Refusal.conflict("JOIN_REQUESTS_TOO_MANY", "您在该班级待处理的申请过多，请等待班主任处理，或先撤回不需要的申请");
    static final Refusal NO_REQUEST = Refusal.notFound("JOIN_REQUEST_UNKNOWN", "没有这个申请");
    static final Refusal IN_NO_CLASS = Refusal.conflict("CHILD_IN_NO_CLASS", "该孩子不在该班级");
    static final Refusal BAD_DATE = Refusal.unprocessable("TRANSFER_DATE_INVALID", "转班日期不能早于入班日期，也不能晚于今天");

    private Refused() {}
}
