-- What AppDirect's products say besides: the sheet of a version, how a marketplace sells an app.
alter table app_version add column sheet jsonb not null default '{}';
alter table app
  add column settings jsonb not null default '{}',
  add column markups  jsonb not null default '[]',
  -- not shown on the marketplace, though it may be bought
  add column visible  boolean not null generated always as (coalesce((settings ->> 'visibleOnMarketplace')::boolean, true)) stored;

create sequence cost_number start 10000001;

create table edition (
  marketplace_id uuid   not null,
  edition_id     uuid   primary key,
  number         bigint not null,
  app_id         uuid   not null references app,
  code           text   not null,
  unique (app_id, code)
);

-- the terms a plan was given last; null before this migration
alter table plan
  add column edition_id uuid,
  add column version    int not null default 1,
  add column terms      jsonb;

-- every version of every plan: what was sold names one
create table plan_version (
  marketplace_id uuid        not null,
  plan_id        uuid        not null references plan,
  version        int         not null,
  terms          jsonb       not null,
  created_at     timestamptz not null,
  primary key (plan_id, version)
);

-- the codes uploads know products by
create table product_code (
  marketplace_id uuid not null,
  code           text not null,
  app_id         uuid not null unique references app,
  primary key (marketplace_id, code)
);

create table catalog_upload (
  marketplace_id uuid        not null,
  process_id     uuid        primary key,
  operation      text        not null check (operation in ('CREATE', 'UPDATE', 'PUBLISH')),
  entity_type    text        not null,
  file_name      text        not null,
  size           int         not null,
  content        text,
  status         text        not null check (status in ('PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED')),
  row_count      int,
  product_count  int,
  errors         jsonb       not null default '[]',
  created_by     text        not null,
  created_at     timestamptz not null,
  started_at     timestamptz,
  finished_at    timestamptz
);
create index catalog_upload_open on catalog_upload (marketplace_id, created_at) where status in ('PENDING', 'RUNNING');

-- projections: who a reseller's customers are, who is who
create table company (
  marketplace_id uuid    not null,
  company_id     uuid    primary key,
  parent_id      uuid,
  name           text,
  enabled        boolean not null,
  sequence       bigint  not null
);
create table membership (
  marketplace_id uuid    not null,
  company_id     uuid    not null,
  user_id        uuid    not null,
  roles          jsonb   not null,
  enabled        boolean not null,
  sequence       bigint  not null,
  primary key (company_id, user_id)
);
create table person (
  marketplace_id uuid    not null,
  user_id        uuid    primary key,
  first_name     text,
  last_name      text,
  email          text,
  enabled        boolean not null,
  sequence       bigint  not null
);
create index ownership_by_app on ownership (marketplace_id, app_id, owned_at desc);
create index app_version_bundle on app_version (marketplace_id, app_id) where live and sheet ->> 'productType' = 'BUNDLE';
create index app_by_vendor on app (marketplace_id, developer_uuid, application_id) where not is_deleted;
create index app_by_age on app (marketplace_id, created_at, application_id) where not is_deleted;

select emporium_protect(name) from unnest(array[
  'edition', 'plan_version', 'product_code', 'catalog_upload', 'company', 'membership', 'person']) as name;

-- domain.Restriction's other rule
create function catalog_may_own(allow_rule jsonb, restrict_rule jsonb, custom_data jsonb) returns boolean
language sql immutable as $$
  select (coalesce(allow_rule -> 'own', '{}') = '{}' or catalog_matches(allow_rule -> 'own', custom_data))
     and (coalesce(restrict_rule -> 'own', '{}') = '{}' or not catalog_matches(restrict_rule -> 'own', custom_data))
$$;
