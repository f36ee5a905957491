CREATE TABLE audit_log (
  id           BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  at           DATETIME(3)   NOT NULL,
  actor        VARCHAR(64)   NOT NULL,
  action       VARCHAR(64)   NOT NULL,
  subject_type VARCHAR(64)   NOT NULL,
  subject_id   VARCHAR(64)   NOT NULL,
  before_state TEXT          NULL,
  after_state  TEXT          NULL,
  reason       VARCHAR(500)  NULL,
  client_ip    VARCHAR(45)   NULL,
  trace_id     VARCHAR(32)   NULL,
  KEY ix_audit_subject (subject_type, subject_id, id),
  KEY ix_audit_actor (actor, id)
);
