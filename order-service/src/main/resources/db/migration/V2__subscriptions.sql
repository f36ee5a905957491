-- What a child may use of one product. The row is also the lock under which its subscriptions change.
CREATE TABLE entitlement (
  child_id     VARCHAR(32) NOT NULL,
  product_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- CLOSED, OPEN, PAUSED. An open one ends by itself after its last paid day, whatever any job does.
  state        VARCHAR(8)  NOT NULL,
  paid_through DATE        NULL,
  version      BIGINT      NOT NULL,
  changed_at   DATETIME(3) NOT NULL,
  PRIMARY KEY (child_id, product_code)
) DEFAULT CHARSET = utf8mb4;

-- Where a subscription stands; how it came there is its stream of events.
CREATE TABLE subscription (
  id           BIGINT      NOT NULL PRIMARY KEY,
  child_id     VARCHAR(32) NOT NULL,
  product_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- Who opened it.
  person_id    BIGINT      NOT NULL,
  school_id    VARCHAR(32) NOT NULL,
  state        VARCHAR(16) NOT NULL,
  state_at     DATETIME(3) NOT NULL,
  -- Last business day paid for.
  paid_through DATE        NOT NULL,
  paused_on    DATE        NULL,
  resumes_on   DATE        NULL,
  created_at   DATETIME(3) NOT NULL,
  version      INT         NOT NULL DEFAULT 0,
  open_child   VARCHAR(32) GENERATED ALWAYS AS (CASE WHEN state IN ('ACTIVE', 'PAUSED', 'ENDING') THEN child_id END) STORED,
  UNIQUE KEY uq_subscription_open (open_child, product_code),
  KEY ix_subscription_child (child_id, id),
  KEY ix_subscription_person (person_id, id),
  KEY ix_subscription_due (state, paid_through),
  KEY ix_subscription_resume (state, resumes_on)
) DEFAULT CHARSET = utf8mb4;

-- What one purchase paid for: the days after after_day up to and including through_day.
CREATE TABLE subscription_term (
  purchase_id     BIGINT      NOT NULL PRIMARY KEY,
  subscription_id BIGINT      NOT NULL,
  plan_code       VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  paid_fen        BIGINT      NOT NULL,
  bought_on       DATE        NOT NULL,
  after_day       DATE        NOT NULL,
  through_day     DATE        NOT NULL,
  -- Days within it that a pause took and its end gave back.
  lost_days       INT         NOT NULL DEFAULT 0,
  -- Months are counted from the anchor, so that the 31st comes back after February.
  anchor_day      DATE        NOT NULL,
  anchor_months   INT         NOT NULL,
  KEY ix_subscription_term (subscription_id, after_day)
) DEFAULT CHARSET = utf8mb4;

CREATE TABLE subscription_event (
  subscription_id BIGINT       NOT NULL,
  seq             INT          NOT NULL,
  at              DATETIME(3)  NOT NULL,
  kind            VARCHAR(24)  NOT NULL,
  actor           VARCHAR(64)  NOT NULL,
  purchase_id     BIGINT       NULL,
  paid_through    DATE         NOT NULL,
  amount_fen      BIGINT       NULL,
  note            VARCHAR(200) NOT NULL DEFAULT '',
  PRIMARY KEY (subscription_id, seq)
) DEFAULT CHARSET = utf8mb4;
