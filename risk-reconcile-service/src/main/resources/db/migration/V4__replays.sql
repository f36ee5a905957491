CREATE TABLE replay (
  id         BIGINT      NOT NULL PRIMARY KEY,
  rule_code  VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  version    INT         NOT NULL,
  scene      VARCHAR(16) NOT NULL,
  span_from  DATETIME(3) NOT NULL,
  span_until DATETIME(3) NOT NULL,
  state      VARCHAR(16) NOT NULL,
  total      BIGINT      NOT NULL,
  done       BIGINT      NOT NULL DEFAULT 0,
  hits       BIGINT      NOT NULL DEFAULT 0,
  estimated  BIGINT      NOT NULL DEFAULT 0,
  undecided  BIGINT      NOT NULL DEFAULT 0,
  stricter   BIGINT      NOT NULL DEFAULT 0,
  milder     BIGINT      NOT NULL DEFAULT 0,
  ordered_by VARCHAR(64) NOT NULL,
  ordered_at DATETIME(3) NOT NULL,
  ended_at   DATETIME(3) NULL,
  -- Everything up to this decision is counted.
  reached_at DATETIME(3) NOT NULL,
  reached_id BIGINT      NOT NULL
);

CREATE TABLE replay_sample (
  replay_id    BIGINT     NOT NULL,
  decision_id  BIGINT     NOT NULL,
  hit          TINYINT    NOT NULL,
  verdict_then VARCHAR(8) NOT NULL,
  verdict_now  VARCHAR(8) NOT NULL,
  PRIMARY KEY (replay_id, decision_id),
  FOREIGN KEY (replay_id) REFERENCES replay (id)
);
