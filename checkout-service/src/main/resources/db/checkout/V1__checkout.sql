-- Carts: one row is one aggregate, its items inside, so that a change of a cart is a change of one row.
create table cart (
  marketplace_id    uuid        not null,
  cart_id           text        not null,
  version           bigint      not null,
  created_on        timestamptz not null,
  partner           text        not null,
  status            text        not null check (status in ('ACTIVE', 'FINALIZING', 'FINISHED')),
  owner_user_id     uuid,
  owner_company_id  uuid,
  buyer_user_id     uuid,
  buyer_company_id  uuid,
  buyer_type        text        not null,
  currency          text        not null,
  locale            text,
  payment_method_id text,
  custom_attributes jsonb       not null,
  items             jsonb       not null,
  product_ids       text[]      not null,
  purchase_id       uuid,
  rejection         jsonb,
  primary key (marketplace_id, cart_id)
);
create index cart_by_time on cart (marketplace_id, created_on, cart_id);
create index cart_by_owner_user on cart (marketplace_id, owner_user_id, created_on, cart_id);
create index cart_by_owner_company on cart (marketplace_id, owner_company_id, created_on, cart_id);
create index cart_by_buyer_user on cart (marketplace_id, buyer_user_id, created_on, cart_id);
create index cart_by_buyer_company on cart (marketplace_id, buyer_company_id, created_on, cart_id);
create index cart_by_product on cart using gin (product_ids);

-- The last validation somebody asked for.
create table cart_validation (
  marketplace_id uuid        not null,
  cart_id        text        not null,
  validated_at   timestamptz not null,
  summary        jsonb       not null,
  primary key (marketplace_id, cart_id)
);

-- Projections of other services' events. Each row keeps the sequence of the event it shows.
create table catalog_app (
  marketplace_id uuid   not null,
  app_id         text   not null,
  sequence       bigint not null,
  primary key (marketplace_id, app_id)
);
create table catalog_plan (
  marketplace_id uuid    not null,
  plan_id        text    not null,
  app_id         text    not null,
  on_sale        boolean not null,
  terms          jsonb   not null,
  allow_own      jsonb   not null,
  restrict_own   jsonb   not null,
  primary key (marketplace_id, plan_id)
);
create index catalog_plan_by_app on catalog_plan (marketplace_id, app_id);

create table marketplace_partner (
  marketplace_id uuid   not null primary key,
  partner        text, -- null: no AppDirect client can make carts there
  sequence       bigint not null
);
create table customer_company (
  marketplace_id uuid    not null,
  company_id     uuid    not null,
  enabled        boolean not null,
  sequence       bigint  not null,
  primary key (marketplace_id, company_id)
);
create table customer_user (
  marketplace_id uuid    not null,
  user_id        uuid    not null,
  company_id     uuid,
  enabled        boolean not null,
  custom_data    jsonb   not null,
  sequence       bigint  not null,
  primary key (marketplace_id, user_id)
);
create table customer_membership (
  marketplace_id uuid    not null,
  company_id     uuid    not null,
  user_id        uuid    not null,
  enabled        boolean not null,
  sequence       bigint  not null,
  primary key (marketplace_id, company_id, user_id)
);
create table payment_instrument (
  marketplace_id uuid    not null,
  instrument_id  text    not null,
  company_id     uuid    not null,
  user_id        uuid,
  is_default     boolean not null,
  usable         boolean not null,
  removed        boolean not null,
  sequence       bigint  not null,
  primary key (marketplace_id, instrument_id)
);
create index payment_instrument_by_company on payment_instrument (marketplace_id, company_id) where not removed;

select emporium_protect('cart');
select emporium_protect('cart_validation');
select emporium_protect('catalog_app');
select emporium_protect('catalog_plan');
select emporium_protect('marketplace_partner');
select emporium_protect('customer_company');
select emporium_protect('customer_user');
select emporium_protect('customer_membership');
select emporium_protect('payment_instrument');
