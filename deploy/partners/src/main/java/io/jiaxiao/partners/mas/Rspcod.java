package io.jiaxiao.partners.mas;

/** The answers of 云MAS, spelled as it spells them (partners.md 1.5). Only {@link #success} means accepted. */
enum Rspcod {
    success,

    IllegalMac,
    IllegalSignId,
    InvalidMessage,
    InvalidUsrOrPwd,
    NoSignId,
    TooManyMobiles,
    InvalidMobile,
    NoMobile,
    DupMobile,

    IllegalTemplateId,
    ParamsAndTemplateDoesNotMatch,

    // Known by name from the SDK. They come from the state of the real platform, so here only a fault answers them.
    IllegalMsgfmt,
    InternalError,
    SystemBusy,
    IllegalState,
    IllegalIpAddress,
    RequestTimeout,
    TransportError,
    QueueOverLimit,
    FlowOverLimit,
    IllegalProtocol,
    IllegalUseTemplate,
    OverDailyMax,
    dailyMaxNumZero,
    NotLoadedSign,
    NoOtSign,
    ConflictSignId,
    RequestTooOften,
    IllegalAp,
    IllegalSpId,
    RouteNotFound,
    ContainBlackList,
    ErrGlobalBlackList,
    ErrEcBlackList,
    ContainSensitiveWord,
    ContainLabsSensitiveWord,
    LMSDisabled,
    IllegalLMS,
    ExceedMaxContentLength,
    MessageExpired,
    PrepayBalanceZero,
    PrepayOperErr,
    SenderNotStarted
}
