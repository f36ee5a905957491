-- What other services noticed and a person is to know of: one row for each kind and the source's own number.
CREATE TABLE risk_event (
  id              BIGINT       NOT NULL PRIMARY KEY,
  kind            VARCHAR(32)  NOT NULL,
  source_id       VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  -- What it is about, e.g. a school; never personal data.
  subject         VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  detail          VARCHAR(500) NOT NULL,
  -- JSON: by which figures it is one, and what they are made of.
  figures         TEXT         NOT NULL,
  evidence        MEDIUMTEXT   NOT NULL,
  began_at        DATETIME(3)  NOT NULL,
  ended_at        DATETIME(3)  NULL,
  told_at         DATETIME(3)  NOT NULL,
  heard_at        DATETIME(3)  NOT NULL,
  state           VARCHAR(12)  NOT NULL,
  acknowledged_by VARCHAR(64)  NULL,
  acknowledged_at DATETIME(3)  NULL,
  reason          VARCHAR(200) NULL,
  UNIQUE KEY uq_risk_event (kind, source_id),
  KEY ix_risk_event_state (state, id),
  KEY ix_risk_event_kind (kind, id),
  KEY ix_risk_event_subject (subject, id)
) DEFAULT CHARSET = utf8mb4;
