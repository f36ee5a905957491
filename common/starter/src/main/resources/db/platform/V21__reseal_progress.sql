-- How far a table has been moved to the keys in key_names; another set of keys starts again from the first row.
CREATE TABLE reseal_progress (
  target     VARCHAR(128) NOT NULL PRIMARY KEY,
  key_names  VARCHAR(64)  NOT NULL,
  last_id    BIGINT       NOT NULL,
  resealed   BIGINT       NOT NULL,
  unreadable BIGINT       NOT NULL,
  finished   BOOLEAN      NOT NULL
);
