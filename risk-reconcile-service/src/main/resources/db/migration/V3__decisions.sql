-- Decisions with a hit, decisions without windows, and samples of plain passes. No personal data: subjects are ids,
-- numbers travel as blind indexes.
CREATE TABLE decision (
  id          BIGINT        NOT NULL PRIMARY KEY,
  scene       VARCHAR(16)   NOT NULL,
  event_id    VARCHAR(64)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  fingerprint CHAR(32)      NOT NULL,
  person_id   VARCHAR(32)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  verdict     VARCHAR(8)    NOT NULL,
  rules       TEXT          NOT NULL,
  message     VARCHAR(200)  NOT NULL,
  kept        VARCHAR(8)    NOT NULL,
  -- How many decisions it stands for: one, or as many as a sample was taken of.
  weight      INT           NOT NULL,
  degraded    TINYINT       NOT NULL,
  inputs      TEXT          NOT NULL,
  undecided   TEXT          NOT NULL,
  decided_at  DATETIME(3)   NOT NULL,
  UNIQUE KEY uq_decision_event (scene, event_id),
  KEY ix_decision_time (scene, decided_at, id),
  KEY ix_decision_at (decided_at),
  KEY ix_decision_person (person_id, decided_at),
  KEY ix_decision_verdict (scene, verdict, decided_at),
  KEY ix_decision_kept (kept, decided_at)
);

CREATE TABLE decision_hit (
  decision_id BIGINT       NOT NULL,
  rule_code   VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  version     INT          NOT NULL,
  mode        VARCHAR(8)   NOT NULL,
  verdict     VARCHAR(8)   NOT NULL,
  priority    INT          NOT NULL,
  message     VARCHAR(200) NOT NULL,
  scene       VARCHAR(16)  NOT NULL,
  decided_at  DATETIME(3)  NOT NULL,
  PRIMARY KEY (decision_id, rule_code),
  KEY ix_hit_rule (rule_code, decided_at),
  KEY ix_hit_time (decided_at),
  FOREIGN KEY (decision_id) REFERENCES decision (id) ON DELETE CASCADE
);

CREATE TABLE alarm (
  kind    VARCHAR(32) NOT NULL,
  subject VARCHAR(64) NOT NULL,
  told_at DATETIME(3) NOT NULL,
  PRIMARY KEY (kind, subject)
);
