-- A refund an operator wants above the rules. The money itself goes the way of all refunds: purchase_refund, payment_refund.
CREATE TABLE operator_refund (
  id              BIGINT       NOT NULL PRIMARY KEY,
  purchase_id     BIGINT       NOT NULL,
  amount_fen      BIGINT       NOT NULL,
  -- LEAVE: the subscription stays as it is; END: it ends with the refund.
  effect          VARCHAR(8)   NOT NULL,
  reason          VARCHAR(200) NOT NULL,
  state           VARCHAR(10)  NOT NULL,
  requested_by    VARCHAR(64)  NOT NULL,
  requested_at    DATETIME(3)  NOT NULL,
  -- Not decided by then, nobody decides it any more.
  expires_at      DATETIME(3)  NOT NULL,
  decided_by      VARCHAR(64)  NULL,
  decided_at      DATETIME(3)  NULL,
  decision_reason VARCHAR(200) NULL,
  refund_id       VARCHAR(64)  NULL,
  KEY ix_operator_refund_state (state, id),
  KEY ix_operator_refund_expires (state, expires_at),
  KEY ix_operator_refund_purchase (purchase_id, id),
  CONSTRAINT ck_operator_refund CHECK (amount_fen > 0)
) DEFAULT CHARSET = utf8mb4;
