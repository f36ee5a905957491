-- Operators' renewals of many subscriptions at once.
CREATE TABLE renewal (
  id          BIGINT       NOT NULL PRIMARY KEY,
  plan_code   VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- Renewed is what is paid through this day or less; so nobody is renewed twice.
  ending_by   DATE         NOT NULL,
  settlement  VARCHAR(100) NOT NULL,
  reason      VARCHAR(200) NOT NULL,
  operator    VARCHAR(64)  NOT NULL,
  state       VARCHAR(16)  NOT NULL,
  total       INT          NOT NULL DEFAULT 0,
  renewed     INT          NOT NULL DEFAULT 0,
  skipped     INT          NOT NULL DEFAULT 0,
  cancelled   INT          NOT NULL DEFAULT 0,
  created_at  DATETIME(3)  NOT NULL,
  started_at  DATETIME(3)  NULL,
  finished_at DATETIME(3)  NULL,
  KEY ix_renewal_state (state, id)
) DEFAULT CHARSET = utf8mb4;

-- The classes it is for; a renewal of one child names the child too.
CREATE TABLE renewal_class (
  renewal_id     BIGINT      NOT NULL,
  class_id       VARCHAR(32) NOT NULL,
  school_id      VARCHAR(32) NOT NULL,
  child_id       VARCHAR(32) NULL,
  price_fen      BIGINT      NOT NULL,
  tariff_version INT         NOT NULL,
  listed         BOOLEAN     NOT NULL DEFAULT FALSE,
  PRIMARY KEY (renewal_id, class_id)
) DEFAULT CHARSET = utf8mb4;

-- One row per child; its result is written in the transaction that renews it.
CREATE TABLE renewal_row (
  renewal_id  BIGINT      NOT NULL,
  child_id    VARCHAR(32) NOT NULL,
  class_id    VARCHAR(32) NOT NULL,
  state       VARCHAR(16) NOT NULL,
  why         VARCHAR(32) NULL,
  purchase_id BIGINT      NULL,
  after_day   DATE        NULL,
  through_day DATE        NULL,
  amount_fen  BIGINT      NULL,
  PRIMARY KEY (renewal_id, child_id),
  KEY ix_renewal_row_state (renewal_id, state, class_id, child_id)
) DEFAULT CHARSET = utf8mb4;
