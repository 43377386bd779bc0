-- Installations and what they need of the catalog and of billing; external connections; the event log.

create table installation (
  installation_id  uuid primary key,
  marketplace_id   uuid not null,
  ownership_id     text not null,
  app_id           uuid not null,
  company_id       uuid not null,
  user_id          uuid,
  plan             jsonb not null,
  purchase_id      uuid not null,
  item_id          uuid not null,
  subscription_id  uuid,
  licence          text not null check (licence in ('pending', 'active', 'uninstalled', 'cancelled')),
  ownership_type   text not null check (ownership_type in ('full', 'subscription', 'trial')),
  since            timestamptz not null,
  ended_at         timestamptz,
  expires_at       timestamptz,
  ended_by         text,
  refusal_reason   text,
  refusal_message  text,
  integration      text not null,
  error_code       text,
  metadata         jsonb not null,
  custom_data      jsonb,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  version          bigint not null
);
create unique index installation_ownership on installation (marketplace_id, ownership_id);
create unique index installation_item on installation (marketplace_id, purchase_id, item_id);
create index installation_subscription on installation (marketplace_id, subscription_id);
create index installation_created on installation (marketplace_id, created_at, installation_id);
create index installation_since on installation (marketplace_id, since, installation_id);
create index installation_holder on installation (marketplace_id, app_id, company_id, created_at desc);
create index installation_user on installation (marketplace_id, user_id, created_at, installation_id);
create index installation_custom_data on installation using gin (custom_data jsonb_path_ops);

-- the catalog's apps, as last published
create table offer (
  app_id          uuid primary key,
  marketplace_id  uuid not null,
  openchannel_id  text not null,
  developer_id    text not null,
  name            text not null,
  data            jsonb not null,
  sequence        bigint not null
);
create unique index offer_openchannel on offer (marketplace_id, openchannel_id);

-- how much of each subscription's history has been applied here
create table subscription_seen (
  subscription_id  uuid primary key,
  marketplace_id   uuid not null,
  status           text not null,
  sequence         bigint not null
);

create table payment_instrument (
  payment_instrument_id  text not null,
  marketplace_id         uuid not null,
  company_id             uuid not null,
  user_id                uuid,
  is_default             boolean not null,
  usable                 boolean not null,
  removed                boolean not null,
  sequence               bigint not null,
  primary key (marketplace_id, payment_instrument_id)
);
create index payment_instrument_company on payment_instrument (marketplace_id, company_id);

create table external_connection (
  connection_id   uuid primary key,
  marketplace_id  uuid not null,
  app_id          uuid not null,
  company_id      uuid not null,
  app_version_id  text not null,
  account_id      text not null,
  type            text not null,
  sealed          bytea not null,
  expires_at      timestamptz,
  scopes          jsonb not null,
  display_name    text not null,
  is_default      boolean not null,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  version         bigint not null
);
create unique index external_connection_account
  on external_connection (marketplace_id, app_id, company_id, account_id);
create unique index external_connection_default
  on external_connection (marketplace_id, app_id, company_id) where is_default;

-- what OpenChannel calls events: facts of all four topics that it has a type for
create table platform_event (
  marketplace_id  uuid not null,
  event_id        text not null,
  event_type      text not null,
  occurred_at     timestamptz not null,
  data            jsonb not null,
  primary key (marketplace_id, event_id)
);

select emporium_protect('installation');
select emporium_protect('offer');
select emporium_protect('subscription_seen');
select emporium_protect('payment_instrument');
select emporium_protect('external_connection');
select emporium_protect('platform_event');
