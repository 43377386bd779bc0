-- when users and developers came and left: the statistics "users" and "developers" are made of it
alter table marketplace_user
  add came_at timestamptz not null default now(),
  add left_at timestamptz;
alter table marketplace_user alter came_at drop default;
create index marketplace_user_came on marketplace_user (marketplace_id, came_at);
create index marketplace_user_left on marketplace_user (marketplace_id, left_at) where left_at is not null;

alter table developer add left_at timestamptz;
create index developer_came on developer (marketplace_id, created_at);
create index developer_left on developer (marketplace_id, left_at) where left_at is not null;
