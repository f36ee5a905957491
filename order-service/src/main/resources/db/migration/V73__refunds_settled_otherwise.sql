-- Money the partner will not give back any more went by another way, says one operator; another one agrees.
CREATE TABLE refund_settlement (
  id              BIGINT       NOT NULL PRIMARY KEY,
  refund_id       BIGINT       NOT NULL,
  -- By what the money can be found where it went, such as the number of a bank transfer.
  reference       VARCHAR(64)  NOT NULL,
  reason          VARCHAR(200) NOT NULL,
  state           VARCHAR(16)  NOT NULL,
  requested_by    VARCHAR(64)  NOT NULL,
  requested_at    DATETIME(3)  NOT NULL,
  decided_by      VARCHAR(64)  NULL,
  decided_at      DATETIME(3)  NULL,
  decision_reason VARCHAR(200) NULL,
  -- One of a refund waits at a time.
  waiting_refund  BIGINT GENERATED ALWAYS AS (CASE WHEN state = 'WAITING' THEN refund_id END) STORED,
  UNIQUE KEY uq_refund_settlement_waiting (waiting_refund),
  KEY ix_refund_settlement_refund (refund_id, state),
  KEY ix_refund_settlement_state (state, id)
) DEFAULT CHARSET = utf8mb4;

-- When people were told that it does not get done; NULL before.
ALTER TABLE payment_refund ADD COLUMN stuck_at DATETIME(3) NULL;
