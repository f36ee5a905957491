-- seq, not event_id, gives the order: it is drawn while the aggregate's row is locked, so it cannot overtake a commit.
CREATE TABLE outbox (
  seq          BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  shard        SMALLINT     NOT NULL,
  event_id     BIGINT       NOT NULL,
  topic        VARCHAR(64)  NOT NULL,
  tag          VARCHAR(64)  NOT NULL,
  aggregate_id VARCHAR(64)  NOT NULL,
  payload      MEDIUMTEXT   NOT NULL,
  trace_parent VARCHAR(64)  NULL,
  occurred_at  DATETIME(3)  NOT NULL,
  KEY ix_outbox_shard (shard, seq)
);

-- One row per shard; whoever holds the lease sends that shard, so an aggregate has one sender at a time.
CREATE TABLE outbox_shard (
  shard       SMALLINT     NOT NULL PRIMARY KEY,
  owner       VARCHAR(64)  NOT NULL DEFAULT '',
  lease_until DATETIME(3)  NOT NULL DEFAULT '2000-01-01 00:00:00.000'
);
INSERT INTO outbox_shard (shard) VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9),(10),(11),(12),(13),(14),(15),(16),(17),(18),(19);
