-- What is sold. A product belongs to one product line; a plan is one way of having it.
CREATE TABLE product (
  code             VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  line             VARCHAR(32) NOT NULL,
  title            VARCHAR(64) NOT NULL,
  -- Up to this many days after the day it was paid, all of the money comes back.
  cooling_off_days INT         NOT NULL,
  sort             INT         NOT NULL
) DEFAULT CHARSET = utf8mb4;

-- Either so many months, or until the last day of a school term.
CREATE TABLE plan (
  code         VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  product_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  title        VARCHAR(64) NOT NULL,
  months       INT         NULL,
  term_ends_on DATE        NULL,
  by_alipay    BOOLEAN     NOT NULL,
  by_carrier   BOOLEAN     NOT NULL,
  -- The promotion it is sold under; null for none.
  policy_code  VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  on_sale      BOOLEAN     NOT NULL,
  sort         INT         NOT NULL,
  KEY ix_plan_product (product_code)
) DEFAULT CHARSET = utf8mb4;

-- A price. Never edited: another price is another version of the same scope.
CREATE TABLE tariff (
  id             BIGINT      NOT NULL PRIMARY KEY,
  plan_code      VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- UNIT: a region, school, grade or class; CHANNEL: a way to pay; LIST: everybody, with an empty id.
  scope          VARCHAR(8)  NOT NULL,
  scope_id       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version        INT         NOT NULL,
  price_fen      BIGINT      NOT NULL,
  effective_from DATETIME(3) NOT NULL,
  effective_till DATETIME(3) NULL,
  author         VARCHAR(64) NOT NULL,
  created_at     DATETIME(3) NOT NULL,
  UNIQUE KEY uq_tariff_version (plan_code, scope, scope_id, version)
) DEFAULT CHARSET = utf8mb4;

-- A price somebody was told; it binds until it expires.
CREATE TABLE quote (
  id             BIGINT      NOT NULL PRIMARY KEY,
  person_id      BIGINT      NOT NULL,
  plan_code      VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  class_id       VARCHAR(32) NOT NULL,
  school_id      VARCHAR(32) NOT NULL,
  method         VARCHAR(8)  NOT NULL,
  price_fen      BIGINT      NOT NULL,
  tariff_id      BIGINT      NOT NULL,
  tariff_version INT         NOT NULL,
  created_at     DATETIME(3) NOT NULL,
  expires_at     DATETIME(3) NOT NULL,
  KEY ix_quote_expires (expires_at)
) DEFAULT CHARSET = utf8mb4;

INSERT INTO product (code, line, title, cooling_off_days, sort) VALUES
  ('XIAOXUNTONG',   'XIAOXUNTONG',     '校讯通',           3, 10),
  ('AIXUE_MOBILE',  'AIXUE',           'AI学(移动)',       3, 20),
  ('GAOKAO_VIP',    'AIXUE',           '高考王者(尊享版)', 3, 30),
  ('SHUZHIJIAXIAO', 'SHUZHIJIAXIAO',   '数智家校',         3, 40),
  ('ZHONGXIANG',    'ZHONGXIANGYUEDU', '众享阅读',         3, 50);

INSERT INTO plan (code, product_code, title, months, term_ends_on, by_alipay, by_carrier, policy_code, on_sale, sort) VALUES
  ('XIAOXUNTONG_M1',      'XIAOXUNTONG',   '包月',           1,    NULL,         TRUE, TRUE,  NULL,                 TRUE, 10),
  ('XIAOXUNTONG_2026A',   'XIAOXUNTONG',   '2026学年上学期', NULL, '2027-01-31', TRUE, FALSE, NULL,                 TRUE, 20),
  ('AIXUE_MOBILE_M1',     'AIXUE_MOBILE',  '包月',           1,    NULL,         TRUE, TRUE,  NULL,                 TRUE, 10),
  ('AIXUE_MOBILE_M12',    'AIXUE_MOBILE',  '包年',           12,   NULL,         TRUE, FALSE, NULL,                 TRUE, 20),
  ('GAOKAO_VIP_M1',       'GAOKAO_VIP',    '包月',           1,    NULL,         TRUE, TRUE,  NULL,                 TRUE, 10),
  ('GAOKAO_VIP_M3_BACK3', 'GAOKAO_VIP',    '订3退3',         3,    NULL,         TRUE, FALSE, 'SUBSCRIBE3_RETURN3', TRUE, 20),
  ('SHUZHIJIAXIAO_M1',    'SHUZHIJIAXIAO', '包月',           1,    NULL,         TRUE, TRUE,  NULL,                 TRUE, 10),
  ('ZHONGXIANG_M1',       'ZHONGXIANG',    '包月',           1,    NULL,         TRUE, TRUE,  NULL,                 TRUE, 10);

INSERT INTO tariff (id, plan_code, scope, scope_id, version, price_fen, effective_from, effective_till, author, created_at) VALUES
  (1, 'XIAOXUNTONG_M1',      'LIST', '', 1,  1000, '2026-01-01', NULL, 'platform', '2026-01-01'),
  (2, 'XIAOXUNTONG_2026A',   'LIST', '', 1,  4500, '2026-01-01', NULL, 'platform', '2026-01-01'),
  (3, 'AIXUE_MOBILE_M1',     'LIST', '', 1,  1500, '2026-01-01', NULL, 'platform', '2026-01-01'),
  (4, 'AIXUE_MOBILE_M12',    'LIST', '', 1, 15000, '2026-01-01', NULL, 'platform', '2026-01-01'),
  (5, 'GAOKAO_VIP_M1',       'LIST', '', 1,  2000, '2026-01-01', NULL, 'platform', '2026-01-01'),
  (6, 'GAOKAO_VIP_M3_BACK3', 'LIST', '', 1,  6000, '2026-01-01', NULL, 'platform', '2026-01-01'),
  (7, 'SHUZHIJIAXIAO_M1',    'LIST', '', 1,   800, '2026-01-01', NULL, 'platform', '2026-01-01'),
  (8, 'ZHONGXIANG_M1',       'LIST', '', 1,  1200, '2026-01-01', NULL, 'platform', '2026-01-01');
