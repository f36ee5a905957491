-- What a promotion promises (O4). Parameters are data; another promise is another version.
CREATE TABLE promotion_policy (
  code               VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version            INT         NOT NULL,
  title              VARCHAR(64) NOT NULL,
  -- Of so many months paid at once, the fee of so many comes back.
  paid_months        INT         NOT NULL,
  returned_months    INT         NOT NULL,
  -- INSTALMENTS: one for each month returned; AT_ONCE: all of it at the end.
  payout             VARCHAR(16) NOT NULL,
  -- Only for a child that never had the product.
  first_only         BOOLEAN     NOT NULL,
  -- More days of pause than this forfeit what has not come back yet.
  longest_pause_days INT         NOT NULL,
  -- DEDUCT: what came back already is taken off what a cancellation gives back; KEEP: it is not.
  after_cancel       VARCHAR(16) NOT NULL,
  cooling_off_days   INT         NOT NULL,
  effective_from     DATETIME(3) NOT NULL,
  PRIMARY KEY (code, version)
) DEFAULT CHARSET = utf8mb4;

INSERT INTO promotion_policy (code, version, title, paid_months, returned_months, payout, first_only, longest_pause_days,
  after_cancel, cooling_off_days, effective_from) VALUES
  ('SUBSCRIBE3_RETURN3', 1, '订3退3', 3, 3, 'INSTALMENTS', TRUE, 30, 'DEDUCT', 3, '2026-01-01');

-- A purchase under a promotion, with the version it was made under.
CREATE TABLE promotion_grant (
  purchase_id     BIGINT      NOT NULL PRIMARY KEY,
  subscription_id BIGINT      NOT NULL,
  policy_code     VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  policy_version  INT         NOT NULL,
  paid_fen        BIGINT      NOT NULL,
  granted_at      DATETIME(3) NOT NULL,
  KEY ix_promotion_grant (subscription_id)
) DEFAULT CHARSET = utf8mb4;

-- due_on is when to look next; whether it is due then is recomputed from the subscription's events.
CREATE TABLE promotion_instalment (
  purchase_id BIGINT      NOT NULL,
  no          INT         NOT NULL,
  due_on      DATE        NOT NULL,
  amount_fen  BIGINT      NOT NULL,
  state       VARCHAR(16) NOT NULL,
  reason      VARCHAR(32) NOT NULL DEFAULT '',
  state_at    DATETIME(3) NOT NULL,
  refund_id   VARCHAR(64) NULL,
  PRIMARY KEY (purchase_id, no),
  UNIQUE KEY uq_promotion_instalment_refund (refund_id),
  KEY ix_promotion_instalment_due (state, due_on)
) DEFAULT CHARSET = utf8mb4;
