-- Marketplaces, companies, users, memberships, clients, grants, tokens, signing keys.
-- Tables without row-level security hold no tenant's business data: they are directories by
-- unguessable id, needed before the tenant of a request is known.

create table marketplace_profile (
  marketplace_id  uuid primary key,
  openchannel_id  text not null unique,
  partner         text not null unique,
  name            text not null,
  currency        text not null,
  created_at      timestamptz not null,
  version         bigint not null default 1
);

-- which marketplace a client belongs to; null for the platform operator's
create table client_directory (
  client_id       text primary key,
  marketplace_id  uuid
);

create table operator_client (
  client_id       text primary key references client_directory,
  grant_id        uuid not null,
  secret_hash     text not null,
  created_at      timestamptz not null
);

create table signing_key (
  kid             text primary key,
  active          boolean not null,
  sealed          bytea not null,
  public_jwk      jsonb not null,
  created_at      timestamptz not null,
  retired_at      timestamptz
);
create unique index signing_key_active on signing_key (active) where active;

-- revocations to be taken off the identity topic once every token they meant has expired
create table revocation_due (
  grant_id        uuid primary key,
  marketplace_id  uuid not null,
  until           timestamptz not null
);
create index revocation_due_until on revocation_due (until);

create table company (
  company_id            uuid primary key,
  marketplace_id        uuid not null,
  parent_id             uuid references company,
  highlevel_id          text not null,
  openchannel_group_id  text,
  external_id           text,
  name                  text not null,
  enabled               boolean not null,
  allow_login           boolean not null,
  currency              text,
  profile               jsonb not null,
  custom_attributes     jsonb not null,
  version               bigint not null,
  created_at            timestamptz not null,
  updated_at            timestamptz not null
);
create unique index company_highlevel on company (marketplace_id, highlevel_id);
create unique index company_group on company (marketplace_id, openchannel_group_id);
create unique index company_external on company (marketplace_id, external_id);
create index company_name on company (marketplace_id, lower(name), company_id);
create index company_parent on company (marketplace_id, parent_id);

create table app_user (
  user_id               uuid primary key,
  marketplace_id        uuid not null,
  openchannel_user_id   text not null,
  highlevel_user_id     text not null,
  company_id            uuid not null references company,
  email                 text,
  user_name             text,
  external_id           text,
  first_name            text not null,
  last_name             text not null,
  locale                text,
  currency              text,
  roles                 text[] not null,
  enabled               boolean not null,
  allow_login           boolean not null,
  activated             boolean not null,
  password_hash         text,
  failed_logins         int not null default 0,
  locked_until          timestamptz,
  custom_attributes     jsonb not null,
  custom_data           jsonb not null,
  version               bigint not null,
  created_at            timestamptz not null,
  updated_at            timestamptz not null
);
create unique index app_user_openchannel on app_user (marketplace_id, openchannel_user_id);
create unique index app_user_highlevel on app_user (marketplace_id, highlevel_user_id);
create unique index app_user_email on app_user (marketplace_id, lower(email));
create unique index app_user_external on app_user (marketplace_id, external_id);
create index app_user_created on app_user (marketplace_id, created_at, user_id);
create index app_user_first_name on app_user (marketplace_id, lower(first_name), user_id);
create index app_user_last_name on app_user (marketplace_id, lower(last_name), user_id);

create table membership (
  membership_id   uuid primary key,
  marketplace_id  uuid not null,
  company_id      uuid not null references company,
  user_id         uuid not null references app_user,
  roles           text[] not null,
  enabled         boolean not null,
  created_at      timestamptz not null,
  version         bigint not null
);
create unique index membership_of on membership (marketplace_id, company_id, user_id);
create index membership_user on membership (marketplace_id, user_id, created_at, membership_id);

create table client (
  client_id       text primary key references client_directory,
  marketplace_id  uuid not null,
  dialect         text not null,
  kind            text not null,
  name            text not null,
  app_id          uuid,
  company_id      uuid references company,
  user_id         uuid references app_user,
  roles           text[] not null,
  scopes          text[] not null,
  redirect_uris   text[] not null,
  secret_hash     text,
  enabled         boolean not null,
  created_at      timestamptz not null,
  version         bigint not null
);
create index client_list on client (marketplace_id, created_at, client_id);

-- what a revocation names: a token family, an API key, or the standing credential of a client
create table access_grant (
  grant_id         uuid primary key,
  marketplace_id   uuid not null,
  client_id        text not null,
  kind             text not null,
  app_id           uuid,
  installation_id  uuid,
  user_id          uuid,
  company_id       uuid,
  location_id      uuid,
  scopes           text[] not null,
  created_at       timestamptz not null,
  revoked_at       timestamptz
);
create index access_grant_client on access_grant (marketplace_id, client_id) where revoked_at is null;
create index access_grant_installation on access_grant (marketplace_id, installation_id) where revoked_at is null;

create table refresh_token (
  token_hash      text primary key,
  marketplace_id  uuid not null,
  grant_id        uuid not null references access_grant,
  expires_at      timestamptz not null,
  used_at         timestamptz
);
create index refresh_token_grant on refresh_token (grant_id);
create index refresh_token_expiry on refresh_token (expires_at);

create table authorization_code (
  code_hash       text primary key,
  marketplace_id  uuid not null,
  client_id       text not null,
  grant_id        uuid not null references access_grant,
  redirect_uri    text not null,
  redirect_sent   boolean not null,
  code_challenge  text,
  expires_at      timestamptz not null,
  used_at         timestamptz
);
create index authorization_code_expiry on authorization_code (expires_at);

-- an authorization request between its page and the decision
create table consent (
  consent_hash    text primary key,
  marketplace_id  uuid not null,
  browser_hash    text not null,
  client_id       text not null,
  request         jsonb not null,
  user_id         uuid,
  attempts        int not null default 0,
  expires_at      timestamptz not null
);
create index consent_expiry on consent (expires_at);

select emporium_protect('company');
select emporium_protect('app_user');
select emporium_protect('membership');
select emporium_protect('client');
select emporium_protect('access_grant');
select emporium_protect('refresh_token');
select emporium_protect('authorization_code');
select emporium_protect('consent');
