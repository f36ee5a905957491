CREATE TABLE org_unit (
  id         BIGINT       NOT NULL PRIMARY KEY,
  parent_id  BIGINT       NULL,
  kind       VARCHAR(16)  NOT NULL,
  name       VARCHAR(80)  NOT NULL,
  -- What the school calls itself in files; only schools have one.
  code       VARCHAR(32)  NULL,
  -- The ids from the root down to this one, as /1/5/9/: everything below it is one LIKE '/1/5/9/%'.
  path       VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sort       INT          NOT NULL,
  active     BOOLEAN      NOT NULL DEFAULT TRUE,
  created_at DATETIME(3)  NOT NULL,
  updated_at DATETIME(3)  NOT NULL,
  UNIQUE KEY uq_org_unit_place (parent_id, kind, name),
  UNIQUE KEY uq_org_unit_code (code),
  KEY ix_org_unit_path (path),
  FOREIGN KEY (parent_id) REFERENCES org_unit (id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

INSERT INTO org_unit (id, parent_id, kind, name, path, sort, created_at, updated_at)
VALUES (1, NULL, 'REGION', '总部', '/1/', 0, '2026-11-01', '2026-11-01');
