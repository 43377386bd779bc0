-- Opportunities: one row is one aggregate, what it offers inside, so that a change is a change of one row.
create table opportunity (
  marketplace_id      uuid        not null,
  opportunity_id      uuid        not null,
  version             bigint      not null,
  created_on          timestamptz not null,
  name                text,
  effective_on        timestamptz,
  attributes          jsonb       not null,
  owner_user_id       uuid        not null,
  owner_company_id    uuid        not null,
  owner_type          text        not null check (owner_type in ('PLATFORM_OWNER', 'RESELLER')),
  customer_user_id    uuid        not null,
  customer_company_id uuid        not null,
  creator_user_id     uuid        not null,
  creator_company_id  uuid        not null,
  currency            text        not null,
  status              text        not null check (status in ('OPEN', 'PENDING_REVIEW', 'PROCESSING', 'CLOSED')),
  deal                jsonb       not null,
  purchase_id         uuid,
  purchase_number     text,
  quote_id            uuid,
  rejection           jsonb,
  primary key (marketplace_id, opportunity_id)
);
create index opportunity_by_time on opportunity (marketplace_id, created_on, opportunity_id);
create index opportunity_by_owner_company on opportunity (marketplace_id, owner_company_id, created_on, opportunity_id);
create index opportunity_by_owner_type on opportunity (marketplace_id, owner_type, created_on, opportunity_id);
create index opportunity_by_owner on opportunity (marketplace_id, owner_user_id, created_on, opportunity_id);
create index opportunity_by_customer on opportunity (marketplace_id, customer_user_id, created_on, opportunity_id);
create index opportunity_by_customer_company on opportunity (marketplace_id, customer_company_id, created_on, opportunity_id);
create index opportunity_by_name on opportunity (marketplace_id, name, opportunity_id);
create index opportunity_by_effect on opportunity (marketplace_id, effective_on, opportunity_id);
create index opportunity_by_status on opportunity (marketplace_id, status, opportunity_id);

-- The last validation, and the version it looked at.
create table opportunity_validation (
  marketplace_id uuid        not null,
  opportunity_id uuid        not null,
  version        bigint      not null,
  validated_at   timestamptz not null,
  problems       jsonb       not null,
  primary key (marketplace_id, opportunity_id)
);

-- Counts a marketplace's opportunity purchases.
create table opportunity_purchase_number (
  marketplace_id uuid   not null primary key,
  last           bigint not null
);

-- The role permissions that the vendor's document asks for; the defaults without a row.
create table sales_permission (
  marketplace_id uuid  not null primary key,
  permissions    jsonb not null
);

-- What vendors want filled in before their products are sold; edition '' is every edition.
create table required_form (
  marketplace_id uuid  not null,
  product_id     text  not null,
  edition        text  not null,
  forms          jsonb not null,
  primary key (marketplace_id, product_id, edition)
);

-- The catalog's products as the rules of a sale ask for them, from app.*.
create table catalog_product (
  marketplace_id uuid    not null,
  product_id     text    not null,
  application_id bigint,
  name           text    not null,
  type           text    not null,
  add_on         boolean not null,
  parents        text[]  not null,
  vendor         text    not null,
  editions       jsonb   not null,
  removed        boolean not null,
  sequence       bigint  not null,
  primary key (marketplace_id, product_id)
);
create index catalog_product_by_number on catalog_product (marketplace_id, application_id);
create table catalog_add_on (
  marketplace_id uuid not null,
  parent_id      text not null,
  product_id     text not null,
  primary key (marketplace_id, parent_id, product_id)
);
create index catalog_add_on_by_product on catalog_add_on (marketplace_id, product_id);

alter table customer_company add column if not exists reseller boolean not null default false;

select emporium_protect('opportunity');
select emporium_protect('opportunity_validation');
select emporium_protect('opportunity_purchase_number');
select emporium_protect('sales_permission');
select emporium_protect('required_form');
select emporium_protect('catalog_product');
select emporium_protect('catalog_add_on');
