CREATE TABLE inbox (
  consumer   VARCHAR(64) NOT NULL,
  event_id   BIGINT      NOT NULL,
  handled_at DATETIME(3) NOT NULL,
  PRIMARY KEY (consumer, event_id),
  KEY ix_inbox_handled (handled_at)
);

-- Events that kept failing: taken out of the way, kept whole, replayed by an operator.
CREATE TABLE inbox_parked (
  consumer     VARCHAR(64)   NOT NULL,
  event_id     BIGINT        NOT NULL,
  topic        VARCHAR(64)   NOT NULL,
  tag          VARCHAR(64)   NOT NULL,
  aggregate_id VARCHAR(64)   NOT NULL,
  payload      MEDIUMTEXT    NOT NULL,
  occurred_at  DATETIME(3)   NOT NULL,
  error        VARCHAR(1000) NOT NULL,
  parked_at    DATETIME(3)   NOT NULL,
  PRIMARY KEY (consumer, event_id)
);
