-- What is left of our money with each channel, as last told, and whether people were alarmed about it.
CREATE TABLE channel_balance (
  channel     VARCHAR(32) NOT NULL PRIMARY KEY,
  balance_fen BIGINT      NOT NULL,
  low         BOOLEAN     NOT NULL,
  checked_at  DATETIME(3) NOT NULL
) DEFAULT CHARSET = utf8mb4;
