-- An operator gives or takes points. The row is there before the points move; a job finishes what was approved and not done.
CREATE TABLE points_adjustment (
  id           BIGINT       NOT NULL PRIMARY KEY,
  person_id    BIGINT       NOT NULL,
  line         VARCHAR(16)  NOT NULL,
  points       BIGINT       NOT NULL,
  reason       VARCHAR(200) NOT NULL,
  valid_until  DATETIME(3)  NOT NULL,
  state        VARCHAR(10)  NOT NULL,
  refusal      VARCHAR(32)  NULL,
  requested_by VARCHAR(64)  NOT NULL,
  requested_at DATETIME(3)  NOT NULL,
  decided_by   VARCHAR(64)  NULL,
  decided_at   DATETIME(3)  NULL,
  KEY ix_points_adjustment_state (state, id),
  KEY ix_points_adjustment_person (person_id, id),
  CONSTRAINT ck_points_adjustment CHECK (points <> 0)
);
