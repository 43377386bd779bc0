-- What OpenChannel keeps of users and groups beside what they share with the account APIs; consents; set expiry.

alter table app_user add column display_name text;
alter table app_user add column openchannel_type text;
alter table app_user add column removed_at timestamptz;
create index app_user_custom_data on app_user using gin (custom_data jsonb_path_ops);
create index app_user_display_name on app_user (marketplace_id, display_name collate "C", user_id);

-- the group's own customData; null for companies that are no group or have none
alter table company add column group_data jsonb;

-- people who act for a user, where the user stands for an organisation
create table user_account (
  account_id        uuid primary key,
  marketplace_id    uuid not null,
  user_account_id   text not null,
  user_id           uuid not null references app_user,
  name              text,
  username          text,
  email             text,
  type              text,
  custom_data       jsonb not null,
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  version           bigint not null
);
create unique index user_account_name on user_account (marketplace_id, user_account_id);
create index user_account_created on user_account (marketplace_id, created_at, account_id);
create index user_account_user on user_account (marketplace_id, user_id, created_at, account_id);
create index user_account_custom_data on user_account using gin (custom_data jsonb_path_ops);
select emporium_protect('user_account');

-- a user's consent to what an app requires; with a company it speaks for everybody of that group
create table permission (
  permission_id   uuid primary key,
  marketplace_id  uuid not null,
  app_id          uuid not null,
  user_id         uuid not null references app_user,
  company_id      uuid references company,
  consented_at    timestamptz not null,
  ip              text,
  access          jsonb not null,
  created_at      timestamptz not null,
  version         bigint not null
);
create unique index permission_of_user on permission (marketplace_id, app_id, user_id) where company_id is null;
create unique index permission_of_group on permission (marketplace_id, app_id, company_id) where company_id is not null;
create index permission_user on permission (marketplace_id, user_id);
select emporium_protect('permission');

-- when an administrator said an ownership ends, whatever is paid
alter table installation add column ends_at timestamptz;
create index installation_ends on installation (marketplace_id, ends_at)
  where ends_at is not null and licence = 'active';
