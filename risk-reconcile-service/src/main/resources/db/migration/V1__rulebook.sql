-- What every instance keeps in memory is read again when its number has moved.
CREATE TABLE revision (
  name   VARCHAR(16) NOT NULL PRIMARY KEY,
  number BIGINT      NOT NULL
);
INSERT INTO revision (name, number) VALUES ('RULES', 1), ('LISTS', 1);

CREATE TABLE fact (
  scene VARCHAR(16)  NOT NULL,
  name  VARCHAR(32)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  type  VARCHAR(8)   NOT NULL,
  title VARCHAR(100) NOT NULL,
  PRIMARY KEY (scene, name)
);

CREATE TABLE window_definition (
  scene       VARCHAR(16) NOT NULL,
  name        VARCHAR(48) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  dimension   VARCHAR(16) NOT NULL,
  kind        VARCHAR(16) NOT NULL,
  fact        VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  distinct_of VARCHAR(16) NULL,
  seconds     BIGINT      NOT NULL,
  author      VARCHAR(64) NOT NULL,
  created_at  DATETIME(3) NOT NULL,
  PRIMARY KEY (scene, name)
);

CREATE TABLE rule (
  code         VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
  scene        VARCHAR(16)  NOT NULL,
  title        VARCHAR(100) NOT NULL,
  mode         VARCHAR(8)   NOT NULL,
  -- The version in force; none before the first approval and after the rule was retired.
  live_version INT          NULL,
  created_at   DATETIME(3)  NOT NULL,
  KEY ix_rule_scene (scene, code)
);

CREATE TABLE rule_version (
  rule_code    VARCHAR(64)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  version      INT           NOT NULL,
  state        VARCHAR(16)   NOT NULL,
  expression   VARCHAR(2000) NOT NULL,
  verdict      VARCHAR(8)    NOT NULL,
  message      VARCHAR(200)  NOT NULL,
  priority     INT           NOT NULL,
  author       VARCHAR(64)   NOT NULL,
  written_at   DATETIME(3)   NOT NULL,
  submitted_at DATETIME(3)   NULL,
  decided_by   VARCHAR(64)   NULL,
  decided_at   DATETIME(3)   NULL,
  reason       VARCHAR(500)  NULL,
  PRIMARY KEY (rule_code, version),
  FOREIGN KEY (rule_code) REFERENCES rule (code)
);
