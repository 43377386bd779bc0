-- Developers as OpenChannel keeps them; a deleted one's id may be used again.
alter table developer
  add username    text,
  add group_id    text,
  add custom_data jsonb   not null default '{}',
  add is_deleted  boolean not null default false,
  add version     int     not null default 1;
create index developer_by_age on developer (marketplace_id, created_at, developer_uuid) where not is_deleted;
create index developer_by_name on developer (marketplace_id, name collate "C" nulls first, created_at, developer_uuid) where not is_deleted;
create index developer_custom_data on developer using gin (custom_data jsonb_path_ops);

create table developer_group (
  marketplace_id uuid        not null,
  group_id       text        not null,
  email          text,
  custom_data    jsonb       not null,
  version        int         not null,
  created_at     timestamptz not null,
  primary key (marketplace_id, group_id)
);

-- people who act for developers (the vendor's later developerAccounts)
create table developer_account (
  marketplace_id uuid        not null,
  account_id     text        not null,
  developer_id   text        not null,
  username       text,
  name           text,
  email          text,
  type           text,
  custom_data    jsonb       not null,
  is_deleted     boolean     not null default false,
  version        int         not null,
  created_at     timestamptz not null,
  primary key (marketplace_id, account_id),
  foreign key (marketplace_id, developer_id) references developer
);
create index developer_account_by_age on developer_account (marketplace_id, created_at, account_id) where not is_deleted;
create index developer_account_by_developer on developer_account (marketplace_id, developer_id, created_at, account_id) where not is_deleted;

-- a marketplace as installation tells of it, and its settings for apps
create table market (
  marketplace_id  uuid   primary key,
  openchannel_id  text,
  name            text,
  currency        text,
  sequence        bigint not null default 0,
  min_price       bigint,
  max_price       bigint,
  attributes      jsonb  not null default '[]',
  view_app_url    text,
  preview_app_url text,
  version         int    not null default 0
);

alter table app_version
  add is_deleted  boolean  not null default false,
  add name_key    text     not null default '',
  -- lexemes are path/word, weighted: A name, B custom data, C the rest
  add search      tsvector not null default '';
update app_version set name_key = lower(regexp_replace(btrim(normalize(name, NFKC)), '\s+', ' ', 'g'));
create index app_version_every on app_version (marketplace_id, app_id, number) where not is_deleted;
create index app_version_by_status on app_version (marketplace_id, status, app_id, number) where not is_deleted;
create index app_version_search on app_version using gin (search) where live;

-- The names an app has claimed: those of its live, its latest and its submitted versions.
create table app_name (
  marketplace_id uuid not null,
  name_key       text not null,
  app_id         uuid not null references app,
  primary key (marketplace_id, name_key)
);
create index app_name_by_app on app_name (app_id);
insert into app_name (marketplace_id, name_key, app_id)
  select marketplace_id, name_key, app_id from app where not is_deleted;
drop index app_by_name;
alter table app drop column name_key;

-- The words of apps, found by their trigrams when they are misspelt. Equality on a btree is served under row-level
-- security, which pg_trgm's operators are not; words are never removed.
create table search_word (
  marketplace_id uuid not null,
  word           text not null,
  primary key (marketplace_id, word)
);
create table search_trigram (
  marketplace_id uuid not null,
  trigram        text not null,
  word           text not null,
  primary key (marketplace_id, trigram, word)
);

select emporium_protect(name) from unnest(array[
  'developer_group', 'developer_account', 'market', 'app_name', 'search_word', 'search_trigram']) as name;
