INSERT INTO template (code, version, lane, title, body) VALUES
  ('JOIN_APPROVED', 1, 'TRANSACTIONAL', '入班申请通过',   '您提交的加入{class}的申请已通过，详情请登录家校平台查看。'),
  ('JOIN_REJECTED', 1, 'TRANSACTIONAL', '入班申请未通过', '您提交的加入{class}的申请未通过，原因请登录家校平台查看。');
