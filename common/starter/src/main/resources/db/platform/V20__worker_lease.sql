-- Who makes ids with which worker id. Milliseconds of a worker up to last_ms (since 1970) are given away for ever.
CREATE TABLE worker_lease (
  worker_id   SMALLINT    NOT NULL PRIMARY KEY,
  holder      VARCHAR(64) NOT NULL,
  lease_until DATETIME(3) NOT NULL,
  last_ms     BIGINT      NOT NULL
);
