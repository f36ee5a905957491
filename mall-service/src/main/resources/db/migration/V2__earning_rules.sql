-- What a product line's event is worth. The rule in force is the latest that has begun and not ended; a rule is switched
-- off, never removed.
CREATE TABLE earning_rule (
  id             BIGINT       NOT NULL PRIMARY KEY,
  line           VARCHAR(16)  NOT NULL,
  event          VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  title          VARCHAR(64)  NOT NULL,
  points         BIGINT       NOT NULL,
  daily_cap      BIGINT       NOT NULL,
  -- A lot ends so many business days after its grant, or with the year of its grant or so many years later.
  valid_days     INT          NULL,
  valid_years    INT          NULL,
  enabled        BOOLEAN      NOT NULL,
  effective_from DATETIME(3)  NOT NULL,
  effective_till DATETIME(3)  NULL,
  version        INT          NOT NULL,
  UNIQUE KEY uq_earning_rule (line, event, effective_from),
  CONSTRAINT ck_earning_rule CHECK (points > 0 AND daily_cap > 0
    AND (valid_days IS NULL) <> (valid_years IS NULL))
);

-- Rules to begin with. Amounts are ours (INFERRED): operators set them.
INSERT INTO earning_rule (id, line, event, title, points, daily_cap, valid_days, valid_years, enabled, effective_from,
  effective_till, version) VALUES
  (1, 'XIAOXUNTONG',     'SIGN_IN',          '每日签到',   5,  5,   NULL, 1,    TRUE, '2024-01-01 00:00:00.000', NULL, 0),
  (2, 'XIAOXUNTONG',     'NOTICE_READ',      '阅读通知',   2,  10,  NULL, 1,    TRUE, '2024-01-01 00:00:00.000', NULL, 0),
  (3, 'SHUZHIJIAXIAO',   'HOMEWORK_DONE',    '完成作业',   10, 30,  NULL, 1,    TRUE, '2024-01-01 00:00:00.000', NULL, 0),
  (4, 'DINGZHIHUA',      'ACTIVITY_JOINED',  '参加活动',   50, 100, 180,  NULL, TRUE, '2024-01-01 00:00:00.000', NULL, 0),
  (5, 'ZHONGXIANGYUEDU', 'READING_FINISHED', '完成阅读',   10, 50,  365,  NULL, TRUE, '2024-01-01 00:00:00.000', NULL, 0),
  (6, 'AIXUE',           'LESSON_FINISHED',  '完成课程',   20, 100, 365,  NULL, TRUE, '2024-01-01 00:00:00.000', NULL, 0);
