CREATE TABLE import_job (
  id          BIGINT       NOT NULL PRIMARY KEY,
  kind        VARCHAR(16)  NOT NULL,
  dry_run     BOOLEAN      NOT NULL,
  state       VARCHAR(16)  NOT NULL,
  total_rows  INT          NOT NULL,
  done_rows   INT          NOT NULL DEFAULT 0,
  added       INT          NOT NULL DEFAULT 0,
  changed     INT          NOT NULL DEFAULT 0,
  unchanged   INT          NOT NULL DEFAULT 0,
  refused     INT          NOT NULL DEFAULT 0,
  created_by  VARCHAR(64)  NOT NULL,
  created_at  DATETIME(3)  NOT NULL,
  finished_at DATETIME(3)  NULL,
  failure     VARCHAR(200) NULL,
  KEY ix_import_job_created (created_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- The rows still to be taken over, sealed. A chunk and its effect are one transaction, which also removes the chunk:
-- after a crash the work goes on with what is left, and no file of personal data stays behind.
CREATE TABLE import_chunk (
  job_id  BIGINT     NOT NULL,
  number  INT        NOT NULL,
  records INT        NOT NULL,
  content MEDIUMTEXT NOT NULL,
  PRIMARY KEY (job_id, number),
  FOREIGN KEY (job_id) REFERENCES import_job (id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE import_error (
  job_id     BIGINT       NOT NULL,
  row_no     INT          NOT NULL,
  field      VARCHAR(40)  NOT NULL,
  reason     VARCHAR(200) NOT NULL,
  PRIMARY KEY (job_id, row_no, field),
  FOREIGN KEY (job_id) REFERENCES import_job (id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
