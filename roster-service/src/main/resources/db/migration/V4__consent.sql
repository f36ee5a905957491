CREATE TABLE consent (
  id        BIGINT      NOT NULL PRIMARY KEY,
  person_id BIGINT      NOT NULL,
  version   VARCHAR(20) NOT NULL,
  given_at  DATETIME(3) NOT NULL,
  client_ip VARCHAR(45) NULL,
  UNIQUE KEY uq_consent (person_id, version),
  FOREIGN KEY (person_id) REFERENCES person (id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
