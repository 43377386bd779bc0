-- Numbers AppDirect's clients know records by; shared by all marketplaces.
create sequence application_number start 1001;
create sequence edition_number start 2001;
create sequence payment_plan_number start 3001;
create sequence category_number start 1;

create table developer (
  marketplace_id uuid        not null,
  developer_id   text        not null,
  developer_uuid uuid        not null unique,
  name           text,
  email          text,
  created_at     timestamptz not null,
  primary key (marketplace_id, developer_id)
);

create table app (
  marketplace_id uuid        not null,
  app_id         uuid        primary key,
  openchannel_id text        not null,
  application_id bigint      not null,
  edition_id     uuid        not null,
  edition_number bigint      not null,
  developer_id   text        not null,
  developer_uuid uuid        not null,
  name_key       text        not null,
  safe_names     text[]      not null,
  live_version   int,
  latest_version int         not null,
  is_deleted     boolean     not null default false,
  integration    jsonb       not null,
  rating         int         not null default 0,
  purchases      bigint      not null default 0,
  version        int         not null,
  created_at     timestamptz not null,
  foreign key (marketplace_id, developer_id) references developer,
  unique (marketplace_id, openchannel_id),
  unique (marketplace_id, application_id)
);
create unique index app_by_name on app (marketplace_id, name_key) where not is_deleted;
create index app_live_by_number on app (marketplace_id, application_id) where live_version is not null and not is_deleted;
create index app_live_by_purchases on app (marketplace_id, purchases desc, application_id) where live_version is not null and not is_deleted;
create index app_live_by_rating on app (marketplace_id, rating desc, application_id) where live_version is not null and not is_deleted;
create index app_by_developer on app (marketplace_id, developer_id);

-- every alias an app ever had keeps meaning it
create table app_alias (
  marketplace_id uuid not null,
  safe_name      text not null,
  app_id         uuid not null references app,
  primary key (marketplace_id, safe_name)
);

create table app_version (
  marketplace_id uuid        not null,
  app_id         uuid        not null references app,
  number         int         not null,
  live           boolean     not null,
  name           text        not null,
  type           text,
  status         text        not null,
  status_at      timestamptz not null,
  status_by      text        not null,
  status_reason  text        not null,
  -- models is what OpenChannel shows and what is queried; plans are the ids beside it, in the same order
  models         jsonb       not null,
  plans          jsonb       not null,
  custom_data    jsonb       not null,
  allow_rule     jsonb       not null,
  restrict_rule  jsonb       not null,
  access         jsonb       not null,
  attributes     jsonb       not null,
  words          tsvector    not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  submitted_at   timestamptz,
  published_at   timestamptz,
  primary key (app_id, number)
);
-- an app's live version; the indexes after it are the orders lists are asked for
create unique index app_version_live on app_version (marketplace_id, app_id) include (status) where live;
create index app_version_by_name on app_version (marketplace_id, name collate "C" nulls first, app_id) where live;
create index app_version_alphabetical on app_version (marketplace_id, lower(name) collate "C", app_id) where live;
create index app_version_by_publication on app_version (marketplace_id, published_at, app_id) where live;
create index app_version_by_age on app_version (marketplace_id, created_at nulls first, app_id) where live;
create index app_version_custom_data on app_version using gin (custom_data jsonb_path_ops);
create index app_version_models on app_version using gin (models jsonb_path_ops);
create index app_version_words on app_version using gin (words);

create table plan (
  marketplace_id uuid   not null,
  plan_id        uuid   primary key,
  number         bigint not null,
  cost_id        uuid   not null,
  app_id         uuid   not null references app,
  model_id       text   not null,
  unique (marketplace_id, number),
  unique (app_id, model_id)
);

-- the categories apps name in customData.categories, under the numbers AppDirect's clients filter by
create table category (
  marketplace_id uuid   not null,
  category_id    bigint not null default nextval('category_number'),
  name           text   not null,
  primary key (marketplace_id, name),
  unique (marketplace_id, category_id)
);

create table app_statistic (
  marketplace_id uuid   not null,
  app_id         uuid   not null references app,
  field          text   not null,
  day            date   not null,
  amount         bigint not null,
  primary key (app_id, field, day)
);

-- projections of installation's and billing's events
create table marketplace_user (
  marketplace_id     uuid   not null,
  user_id            uuid   primary key,
  openchannel_user   text   not null,
  company_id         uuid,
  custom_data        jsonb  not null,
  sequence           bigint not null
);
create unique index marketplace_user_by_name on marketplace_user (marketplace_id, openchannel_user);

create table ownership (
  marketplace_id  uuid        not null,
  installation_id uuid        primary key,
  ownership_id    text        not null,
  app_id          uuid        not null,
  company_id      uuid,
  user_id         uuid,
  subscription_id uuid,
  licence         text        not null,
  ownership_type  text        not null,
  expires         timestamptz,
  owned_at        timestamptz not null,
  uninstalled_at  timestamptz,
  sequence        bigint      not null
);
create index ownership_by_user on ownership (marketplace_id, user_id, app_id);
create index ownership_by_company on ownership (marketplace_id, company_id, app_id);

create table subscription_model (
  marketplace_id  uuid   not null,
  subscription_id uuid   primary key,
  license         text   not null,
  model           jsonb  not null,
  sequence        bigint not null
);

select emporium_protect(name) from unnest(array[
  'developer', 'app', 'app_alias', 'app_version', 'plan', 'category', 'app_statistic',
  'marketplace_user', 'ownership', 'subscription_model']) as name;

-- domain.Restriction's rule, for lists: each field of the rule has one of its values in the user's customData
create function catalog_matches(rule jsonb, custom_data jsonb) returns boolean language sql immutable as $$
  select not exists (
    select 1 from jsonb_each(rule) as wanted(field, value)
     where not exists (
       select 1
         from jsonb_array_elements(case jsonb_typeof(value) when 'array' then value else jsonb_build_array(value) end) as one(item)
         join jsonb_array_elements(case jsonb_typeof(custom_data -> field) when 'array' then custom_data -> field
                                   else jsonb_build_array(custom_data -> field) end) as own(item) on one.item = own.item
        where custom_data ? field))
$$;

create function catalog_may_view(allow_rule jsonb, restrict_rule jsonb, custom_data jsonb) returns boolean
language sql immutable as $$
  select (coalesce(allow_rule -> 'view', '{}') = '{}' or catalog_matches(allow_rule -> 'view', custom_data))
     and (coalesce(restrict_rule -> 'view', '{}') = '{}' or not catalog_matches(restrict_rule -> 'view', custom_data))
$$;
