package io.jiaxiao.order.migration;

import io.jiaxiao.kernel.Refusal;

/** What an operator is told when it is not possible. */
final class MigrationRefusals {

    static final Refusal UNKNOWN = Refusal.notFound("MIGRATION_UNKNOWN", "没有这个迁移任务");
    static final Refusal NOT_NOW = Refusal.conflict("MIGRATION_STATE", "迁移任务当前状态不支持此操作，请刷新后重试");
    static final Refusal PLAN_UNKNOWN = Refusal.notFound("PLAN_UNKNOWN", "该套餐不存在");
    static final Refusal PROMOTION = Refusal.conflict("PLAN_UNDER_PROMOTION", "优惠套餐不能作为旧订单的对应套餐，请选择普通套餐");
    static final Refusal NO_MAPPING = Refusal.notFound("MAPPING_UNKNOWN", "没有这条对照关系");
    static final Refusal BAD_CODE = Refusal.invalid("MAPPING_INVALID", "对照关系的编号不正确");
    static final Refusal TOO_LARGE = Refusal.invalid("FILE_TOO_LARGE", "文件超过 48 MB，请拆分后上传");
    static final Refusal EMPTY = Refusal.invalid("FILE_EMPTY", "文件中没有数据行，第一行应为列名");
    static final Refusal NOT_UTF8 = Refusal.invalid("NOT_UTF8", "文件不是 UTF-8 编码，请另存为“CSV UTF-8”后上传");

    private MigrationRefusals() {}

    static Refusal tooLong(int most) {
        return Refusal.invalid("FILE_TOO_LONG", "一个文件最多 " + most + " 行，请拆分后上传");
    }

    static Refusal notCsv(long line) {
        return Refusal.invalid("NOT_CSV", "第 " + line + " 行不是合法的 CSV，请检查引号和长度");
    }

    static Refusal column(String code, String words) {
        return Refusal.invalid(code, words);
    }
}
