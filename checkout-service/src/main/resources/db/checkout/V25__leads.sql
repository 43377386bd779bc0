-- Sales leads. customer, attributes, product and sales hold what is shown; the columns beside them what is searched and sorted by.
create table lead (
  marketplace_id    uuid        not null,
  lead_id           uuid        not null,
  version           bigint      not null,
  partner           text        not null,
  lead_type         text        not null,
  status            text        not null,
  sales_status      text        not null,
  result            text,
  customer          jsonb       not null,
  attributes        jsonb       not null,
  notes             text,
  product           jsonb,
  developer         text,
  profile_company   uuid,
  creator_user      uuid,
  creator_company   uuid,
  creator_role      text        not null,
  referrer_company  uuid, -- null: the marketplace
  recipient_company uuid, -- null: the marketplace
  reseller_user     uuid,
  reseller_company  uuid,
  converted_user    uuid,
  converted_company uuid,
  linked            boolean     not null,
  sales             jsonb       not null,
  source            text        not null,
  target            text        not null,
  created_on        timestamptz not null,
  last_modified     timestamptz not null,
  company_key       text        not null,
  contact_key       text        not null,
  last_name_key     text        not null,
  email_key         text        not null,
  primary key (marketplace_id, lead_id)
);
create index lead_by_time on lead (marketplace_id, created_on, lead_id);
create index lead_by_company_name on lead (marketplace_id, company_key, lead_id);
create index lead_by_recipient on lead (marketplace_id, recipient_company, created_on, lead_id);
create index lead_by_referrer on lead (marketplace_id, referrer_company);
create index lead_by_profile on lead (marketplace_id, profile_company);
create index lead_by_creator on lead (marketplace_id, creator_user);
create index lead_by_creator_company on lead (marketplace_id, creator_company);
create index lead_by_developer on lead (marketplace_id, developer) where developer is not null;
create index lead_by_email on lead (marketplace_id, email_key);
create index lead_by_converted on lead (marketplace_id, converted_company) where converted_company is not null;

create table lead_activity (
  marketplace_id  uuid        not null,
  activity_id     uuid        not null,
  lead_id         uuid        not null,
  created_on      timestamptz not null,
  verb            text        not null,
  for_marketplace boolean     not null,
  actor_company   uuid,
  quote           jsonb,
  primary key (marketplace_id, activity_id)
);
create index lead_activity_by_lead on lead_activity (marketplace_id, lead_id, created_on, activity_id);

create table lead_settings (
  marketplace_id           uuid    not null primary key,
  developers_see           boolean not null,
  conversion_needs_approval boolean not null
);

-- Products as leads name them, from the catalog's events.
create table lead_product (
  marketplace_id uuid    not null,
  app_id         text    not null,
  number         bigint  not null,
  name           text    not null,
  developer      text    not null,
  removed        boolean not null,
  sequence       bigint  not null,
  primary key (marketplace_id, app_id)
);
create index lead_product_by_number on lead_product (marketplace_id, number);

-- Which marketplace an anonymous caller means by its partner code; no tenant's, because the caller has none.
create table partner_marketplace (
  partner        text   not null primary key,
  marketplace_id uuid   not null
);
alter table marketplace_partner no force row level security;
insert into partner_marketplace (partner, marketplace_id)
  select partner, marketplace_id from marketplace_partner where partner is not null on conflict do nothing;
alter table marketplace_partner force row level security;

select emporium_protect('lead');
select emporium_protect('lead_activity');
select emporium_protect('lead_settings');
select emporium_protect('lead_product');
