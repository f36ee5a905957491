-- More cancellations in one school than it ever has (O9). Its own figures are kept with it, so that it explains itself.
CREATE TABLE cancellation_burst (
  id             BIGINT         NOT NULL PRIMARY KEY,
  school_id      VARCHAR(32)    NOT NULL,
  state          VARCHAR(8)     NOT NULL,
  began_at       DATETIME(3)    NOT NULL,
  noticed_at     DATETIME(3)    NOT NULL,
  ended_at       DATETIME(3)    NULL,
  -- Everything up to then is among its members.
  looked_at      DATETIME(3)    NOT NULL,
  window_seconds BIGINT         NOT NULL,
  -- Cancellations such a window has in this school on average.
  usual          DECIMAL(12, 4) NOT NULL,
  threshold      INT            NOT NULL,
  peak           INT            NOT NULL,
  open_school    VARCHAR(32) GENERATED ALWAYS AS (CASE WHEN state = 'OPEN' THEN school_id END) STORED,
  UNIQUE KEY uq_cancellation_burst_open (open_school),
  KEY ix_cancellation_burst_school (school_id, id),
  KEY ix_cancellation_burst_state (state, id)
) DEFAULT CHARSET = utf8mb4;

CREATE TABLE cancellation_burst_member (
  burst_id        BIGINT      NOT NULL,
  subscription_id BIGINT      NOT NULL,
  purchase_id     BIGINT      NULL,
  product_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at              DATETIME(3) NOT NULL,
  PRIMARY KEY (burst_id, subscription_id)
) DEFAULT CHARSET = utf8mb4;

-- Cancellations of the last minutes, whoever's.
ALTER TABLE subscription_event ADD KEY ix_subscription_event_kind (kind, at);
