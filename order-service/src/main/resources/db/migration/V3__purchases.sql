-- An order: a quote accepted for a child, then paid or closed, then perhaps refunded.
CREATE TABLE purchase (
  id              BIGINT      NOT NULL PRIMARY KEY,
  person_id       BIGINT      NOT NULL,
  -- The caller's idempotency key and a hash of what was asked.
  request_key     VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  request_hash    CHAR(64)    NOT NULL,
  child_id        VARCHAR(32) NOT NULL,
  class_id        VARCHAR(32) NOT NULL,
  school_id       VARCHAR(32) NOT NULL,
  product_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  plan_code       VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  title           VARCHAR(160) NOT NULL,
  method          VARCHAR(8)  NOT NULL,
  price_fen       BIGINT      NOT NULL,
  quote_id        BIGINT      NOT NULL,
  tariff_version  INT         NOT NULL,
  -- When the price was told; a promotion is the one that was promised then.
  quoted_at       DATETIME(3) NOT NULL,
  verdict         VARCHAR(16) NOT NULL,
  review_due      BOOLEAN     NOT NULL,
  created_at      DATETIME(3) NOT NULL,
  pay_until       DATETIME(3) NOT NULL,
  -- What changes.
  state           VARCHAR(20) NOT NULL,
  state_at        DATETIME(3) NOT NULL,
  payment_id      VARCHAR(64) NOT NULL,
  paid_at         DATETIME(3) NULL,
  subscription_id BIGINT      NULL,
  -- Of the price: asked back, and arrived at the payer. Never more than the price.
  asked_fen       BIGINT      NOT NULL DEFAULT 0,
  back_fen        BIGINT      NOT NULL DEFAULT 0,
  UNIQUE KEY uq_purchase_request (person_id, request_key),
  KEY ix_purchase_person (person_id, id),
  KEY ix_purchase_child (child_id, person_id),
  KEY ix_purchase_subscription (subscription_id)
) DEFAULT CHARSET = utf8mb4;

-- One row per move: who did what, when and why.
CREATE TABLE purchase_step (
  id          BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  purchase_id BIGINT       NOT NULL,
  at          DATETIME(3)  NOT NULL,
  from_state  VARCHAR(20)  NULL,
  to_state    VARCHAR(20)  NOT NULL,
  what        VARCHAR(32)  NOT NULL,
  actor       VARCHAR(64)  NOT NULL,
  note        VARCHAR(200) NOT NULL DEFAULT '',
  KEY ix_purchase_step (purchase_id, id)
) DEFAULT CHARSET = utf8mb4;

-- Money on its way back, each for one reason and under one key.
CREATE TABLE purchase_refund (
  refund_id   VARCHAR(64) NOT NULL PRIMARY KEY,
  refund_key  VARCHAR(64) NOT NULL,
  purchase_id BIGINT      NOT NULL,
  kind        VARCHAR(16) NOT NULL,
  amount_fen  BIGINT      NOT NULL,
  asked_at    DATETIME(3) NOT NULL,
  arrived_at  DATETIME(3) NULL,
  UNIQUE KEY uq_purchase_refund_key (refund_key),
  KEY ix_purchase_refund (purchase_id)
) DEFAULT CHARSET = utf8mb4;
