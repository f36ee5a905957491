-- Entries end, they are never removed.
CREATE TABLE list_entry (
  id          BIGINT       NOT NULL PRIMARY KEY,
  kind        VARCHAR(8)   NOT NULL,
  dimension   VARCHAR(16)  NOT NULL,
  entry_value VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  reason      VARCHAR(500) NOT NULL,
  owner       VARCHAR(64)  NOT NULL,
  created_at  DATETIME(3)  NOT NULL,
  ends_at     DATETIME(3)  NOT NULL,
  ended_by    VARCHAR(64)  NULL,
  KEY ix_list_value (entry_value, dimension, kind),
  KEY ix_list_end (ends_at)
);
