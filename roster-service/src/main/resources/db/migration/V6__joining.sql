-- A guardian who adds a child need not know the school's number for it.
ALTER TABLE student MODIFY number VARCHAR(160) NULL, MODIFY number_index CHAR(32) NULL;

ALTER TABLE enrolment
  ADD COLUMN started_by VARCHAR(64) NULL,
  ADD COLUMN ended_by   VARCHAR(64) NULL,
  ADD COLUMN end_reason VARCHAR(16) NULL,
  -- In the words of whoever moved the child or took it out.
  ADD COLUMN end_note   VARCHAR(200) NULL;

-- How one gets into a class. Whoever lets a child in, or takes a code back, holds the row. What is null is as configured.
CREATE TABLE class_joining (
  class_id     BIGINT      NOT NULL PRIMARY KEY,
  mode         VARCHAR(16) NULL,
  capacity     INT         NULL,
  last_version INT         NOT NULL DEFAULT 0,
  updated_at   DATETIME(3) NOT NULL,
  FOREIGN KEY (class_id) REFERENCES org_unit (id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE join_code (
  id         BIGINT      NOT NULL PRIMARY KEY,
  class_id   BIGINT      NOT NULL,
  version    INT         NOT NULL,
  created_by VARCHAR(64) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NOT NULL,
  revoked_at DATETIME(3) NULL,
  revoked_by VARCHAR(64) NULL,
  UNIQUE KEY uq_join_code_version (class_id, version),
  FOREIGN KEY (class_id) REFERENCES org_unit (id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE join_request (
  id              BIGINT       NOT NULL PRIMARY KEY,
  code_id         BIGINT       NOT NULL,
  class_id        BIGINT       NOT NULL,
  guardian_id     BIGINT       NOT NULL,
  -- The own child it is for; of a child that was typed in, only once it has joined.
  child_id        BIGINT       NULL,
  -- What was typed in, sealed; gone once the child has joined.
  name            VARCHAR(280) NULL,
  number          VARCHAR(160) NULL,
  relation        VARCHAR(16)  NOT NULL,
  cause           VARCHAR(16)  NOT NULL,
  transfer_reason VARCHAR(200) NULL,
  state           VARCHAR(16)  NOT NULL,
  -- The child's id, or the blind index of the name.
  subject         VARCHAR(40)  NOT NULL,
  created_at      DATETIME(3)  NOT NULL,
  decided_at      DATETIME(3)  NULL,
  decided_by      VARCHAR(64)  NULL,
  note            VARCHAR(200) NULL,
  open_guardian   BIGINT       GENERATED ALWAYS AS (CASE WHEN state = 'PENDING' THEN guardian_id END) STORED,
  UNIQUE KEY uq_join_request_open (open_guardian, class_id, subject),
  KEY ix_join_request_guardian (guardian_id, id),
  KEY ix_join_request_class (class_id, state, id),
  KEY ix_join_request_decided (state, decided_at),
  FOREIGN KEY (code_id) REFERENCES join_code (id),
  FOREIGN KEY (class_id) REFERENCES org_unit (id),
  FOREIGN KEY (guardian_id) REFERENCES person (id),
  FOREIGN KEY (child_id) REFERENCES student (id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
