-- What the old platform calls something, and what it is here. Operators keep it.
CREATE TABLE migration_mapping (
  -- PLAN, CHILD, PERSON, SCHOOL, CLASS.
  kind       VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- Of a class: its school's old code, a colon, its own.
  old_code   VARCHAR(81) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  new_code   VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  changed_by VARCHAR(64) NOT NULL,
  changed_at DATETIME(3) NOT NULL,
  PRIMARY KEY (kind, old_code)
) DEFAULT CHARSET = utf8mb4;

-- One file of old orders. The same bytes are the same migration.
CREATE TABLE migration (
  id          BIGINT       NOT NULL PRIMARY KEY,
  name        VARCHAR(100) NOT NULL,
  checksum    CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  bytes       BIGINT       NOT NULL,
  total       INT          NOT NULL,
  state       VARCHAR(16)  NOT NULL,
  -- Who asked for what is done now, and why.
  operator    VARCHAR(64)  NOT NULL,
  reason      VARCHAR(200) NOT NULL,
  created_at  DATETIME(3)  NOT NULL,
  started_at  DATETIME(3)  NULL,
  finished_at DATETIME(3)  NULL,
  UNIQUE KEY uq_migration_checksum (checksum),
  KEY ix_migration_state (state, id)
) DEFAULT CHARSET = utf8mb4;

-- One line of the file, what it is mapped to, and what became of it. Fields of a line that cannot be read are null.
CREATE TABLE migration_row (
  migration_id    BIGINT      NOT NULL,
  line            INT         NOT NULL,
  state           VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- The first thing that is wrong, and all of them as field:WHY,field:WHY.
  field           VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
  why             VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
  problems        VARCHAR(500) CHARACTER SET ascii COLLATE ascii_bin NULL,
  old_order_no    VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  old_product     VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  child_no        VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  guardian_no     VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  school_code     VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  class_code      VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  channel         VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  old_state       VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  paid_fen        BIGINT      NULL,
  refunded_fen    BIGINT      NULL,
  paid_at         DATETIME(3) NULL,
  from_day        DATE        NULL,
  through_day     DATE        NULL,
  paused_on       DATE        NULL,
  resumes_on      DATE        NULL,
  ended_on        DATE        NULL,
  -- What it is here; null until checked.
  plan_code       VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  product_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
  child_id        VARCHAR(32) NULL,
  person_id       BIGINT      NULL,
  class_id        VARCHAR(32) NULL,
  school_id       VARCHAR(32) NULL,
  -- OPEN, EXTEND, KEEP: what a run does with it, or did.
  action          VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  -- The days it pays for here.
  term_after      DATE        NULL,
  term_through    DATE        NULL,
  purchase_id     BIGINT      NULL,
  subscription_id BIGINT      NULL,
  -- No old order is here twice, whatever the files, the instances and the moments.
  claimed         VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin
                  GENERATED ALWAYS AS (CASE WHEN state IN ('DONE', 'KEPT') THEN old_order_no END) STORED,
  PRIMARY KEY (migration_id, line),
  UNIQUE KEY uq_migration_row_claimed (claimed),
  KEY ix_migration_row_work (migration_id, state, product_code, child_no, from_day, line),
  KEY ix_migration_row_order (migration_id, old_order_no),
  KEY ix_migration_row_subscription (subscription_id)
) DEFAULT CHARSET = utf8mb4;
