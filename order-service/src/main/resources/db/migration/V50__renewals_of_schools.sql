-- Whole schools in an order: their classes are found out while it is LISTING.
CREATE TABLE renewal_school (
  renewal_id BIGINT      NOT NULL,
  school_id  VARCHAR(32) NOT NULL,
  resolved   BOOLEAN     NOT NULL DEFAULT FALSE,
  PRIMARY KEY (renewal_id, school_id),
  KEY ix_renewal_school_resolved (renewal_id, resolved, school_id)
) DEFAULT CHARSET = utf8mb4;

-- Of some thousand classes the next ones that are not listed.
ALTER TABLE renewal_class ADD KEY ix_renewal_class_listed (renewal_id, listed, class_id);

-- Taking a whole renewal back. One for a renewal; its counts are written with the results of its rows.
CREATE TABLE renewal_undo (
  renewal_id  BIGINT       NOT NULL PRIMARY KEY,
  reason      VARCHAR(200) NOT NULL,
  operator    VARCHAR(64)  NOT NULL,
  state       VARCHAR(16)  NOT NULL,
  total       INT          NOT NULL,
  taken_back  INT          NOT NULL DEFAULT 0,
  kept        INT          NOT NULL DEFAULT 0,
  created_at  DATETIME(3)  NOT NULL,
  finished_at DATETIME(3)  NULL,
  KEY ix_renewal_undo_state (state, renewal_id)
) DEFAULT CHARSET = utf8mb4;

-- Null unless the renewal of the row was to be taken back: WAITING, then TAKEN_BACK or KEPT with the reason.
ALTER TABLE renewal_row
  ADD COLUMN undo_state VARCHAR(16) NULL,
  ADD COLUMN undo_why   VARCHAR(32) NULL,
  ADD KEY ix_renewal_row_undo (renewal_id, undo_state, child_id);
