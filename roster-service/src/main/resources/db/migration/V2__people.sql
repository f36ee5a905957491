CREATE TABLE person (
  id           BIGINT       NOT NULL PRIMARY KEY,
  -- Sealed. Null until somebody says it: who signs in with an unknown number has no name yet.
  name         VARCHAR(280) NULL,
  name_index   CHAR(32)     NULL,
  -- Sealed. The index is set to null when the person gives the number up, so that another may have it.
  mobile       VARCHAR(80)  NULL,
  mobile_index CHAR(32)     NULL,
  active       BOOLEAN      NOT NULL DEFAULT TRUE,
  created_at   DATETIME(3)  NOT NULL,
  updated_at   DATETIME(3)  NOT NULL,
  UNIQUE KEY uq_person_mobile (mobile_index),
  KEY ix_person_name (name_index)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- A role holds for a unit and all below it; the root unit means everywhere.
CREATE TABLE role_grant (
  id          BIGINT      NOT NULL PRIMARY KEY,
  person_id   BIGINT      NOT NULL,
  role        VARCHAR(16) NOT NULL,
  unit_id     BIGINT      NOT NULL,
  granted_at  DATETIME(3) NOT NULL,
  ended_at    DATETIME(3) NULL,
  active_unit BIGINT      GENERATED ALWAYS AS (CASE WHEN ended_at IS NULL THEN unit_id END) STORED,
  UNIQUE KEY uq_role_grant_active (person_id, role, active_unit),
  FOREIGN KEY (person_id) REFERENCES person (id),
  FOREIGN KEY (unit_id) REFERENCES org_unit (id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE operator_account (
  person_id     BIGINT       NOT NULL PRIMARY KEY,
  username      VARCHAR(64)  NOT NULL,
  password_hash VARCHAR(100) NOT NULL,
  failed_tries  SMALLINT     NOT NULL DEFAULT 0,
  locked_until  DATETIME(3)  NULL,
  changed_at    DATETIME(3)  NOT NULL,
  UNIQUE KEY uq_operator_username (username),
  FOREIGN KEY (person_id) REFERENCES person (id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE student (
  id           BIGINT       NOT NULL PRIMARY KEY,
  school_id    BIGINT       NOT NULL,
  -- The school's number for the child, sealed.
  number       VARCHAR(160) NOT NULL,
  number_index CHAR(32)     NOT NULL,
  name         VARCHAR(280) NOT NULL,
  name_index   CHAR(32)     NOT NULL,
  created_at   DATETIME(3)  NOT NULL,
  updated_at   DATETIME(3)  NOT NULL,
  UNIQUE KEY uq_student_number (school_id, number_index),
  KEY ix_student_name (name_index),
  FOREIGN KEY (school_id) REFERENCES org_unit (id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE guardianship (
  id          BIGINT      NOT NULL PRIMARY KEY,
  guardian_id BIGINT      NOT NULL,
  student_id  BIGINT      NOT NULL,
  relation    VARCHAR(16) NOT NULL,
  created_at  DATETIME(3) NOT NULL,
  UNIQUE KEY uq_guardianship (guardian_id, student_id),
  FOREIGN KEY (guardian_id) REFERENCES person (id),
  FOREIGN KEY (student_id) REFERENCES student (id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- A child's time in one class. The unique key lets a child have any number of past classes and one present one.
CREATE TABLE enrolment (
  id             BIGINT      NOT NULL PRIMARY KEY,
  student_id     BIGINT      NOT NULL,
  class_id       BIGINT      NOT NULL,
  from_date      DATE        NOT NULL,
  to_date        DATE        NULL,
  reason         VARCHAR(32) NOT NULL,
  active_student BIGINT      GENERATED ALWAYS AS (CASE WHEN to_date IS NULL THEN student_id END) STORED,
  UNIQUE KEY uq_enrolment_active (active_student),
  KEY ix_enrolment_class (class_id, to_date, student_id),
  FOREIGN KEY (student_id) REFERENCES student (id),
  FOREIGN KEY (class_id) REFERENCES org_unit (id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE teaching (
  id           BIGINT      NOT NULL PRIMARY KEY,
  teacher_id   BIGINT      NOT NULL,
  class_id     BIGINT      NOT NULL,
  subject      VARCHAR(20) NOT NULL,
  head         BOOLEAN     NOT NULL,
  from_date    DATE        NOT NULL,
  to_date      DATE        NULL,
  active_class BIGINT      GENERATED ALWAYS AS (CASE WHEN to_date IS NULL THEN class_id END) STORED,
  UNIQUE KEY uq_teaching_active (teacher_id, active_class, subject),
  KEY ix_teaching_class (class_id, to_date),
  FOREIGN KEY (teacher_id) REFERENCES person (id),
  FOREIGN KEY (class_id) REFERENCES org_unit (id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
