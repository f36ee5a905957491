CREATE TABLE idempotency (
  scope        VARCHAR(64)  NOT NULL,
  idem_key     VARCHAR(64)  NOT NULL,
  request_hash CHAR(64)     NOT NULL,
  outcome      MEDIUMTEXT   NULL,
  created_at   DATETIME(3)  NOT NULL,
  PRIMARY KEY (scope, idem_key),
  KEY ix_idempotency_created (created_at)
);
