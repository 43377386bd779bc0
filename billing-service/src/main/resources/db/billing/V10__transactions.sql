-- OpenChannel's names of users, and installations: what its transactions and custom gateway speak of.
alter table known_user add column openchannel_user_id text;
create index known_user_by_openchannel on known_user (marketplace_id, openchannel_user_id);

create table known_installation (
  marketplace_id uuid not null,
  installation_id uuid not null,
  ownership_id text not null,
  app_id uuid not null,
  company_id uuid not null,
  user_id uuid not null,
  subscription_id uuid,
  sequence bigint not null,
  primary key (marketplace_id, installation_id)
);
create unique index known_installation_by_ownership on known_installation (marketplace_id, ownership_id);
create index known_installation_by_subscription on known_installation (marketplace_id, subscription_id)
  where subscription_id is not null;

-- One row a marketplace, from the first time payments are set up.
create table payment_settings (
  marketplace_id uuid primary key,
  enabled boolean not null,
  gateway text not null check (gateway in ('Custom', 'Stripe')),
  default_commission int not null check (default_commission between 0 and 10000),
  stripe_client_id text,
  stripe_publishable_key text,
  version int not null default 1
);

-- What an app earned or gave back: a payment's part for one ownership, or a refund. Figures are never changed.
create table app_transaction (
  marketplace_id uuid not null,
  transaction_id text not null,
  type text not null check (type in ('payment', 'refund')),
  payment_number bigint not null,
  subscription_id uuid,
  installation_id uuid,
  ownership_id text,
  app_id uuid not null,
  openchannel_app_id text,
  developer_id text,
  user_id uuid not null,
  openchannel_user_id text,
  currency text not null,
  amount bigint not null check (amount > 0),
  fee_amount bigint not null check (fee_amount >= 0),
  marketplace_amount bigint not null check (marketplace_amount >= 0),
  developer_amount bigint not null check (developer_amount >= 0),
  custom_data jsonb,
  date timestamptz not null,
  is_deleted boolean not null default false,
  version int not null default 1,
  primary key (marketplace_id, transaction_id),
  check (fee_amount + marketplace_amount + developer_amount = amount)
);
create index app_transaction_by_date on app_transaction (marketplace_id, date, transaction_id);
create index app_transaction_by_ownership on app_transaction (marketplace_id, ownership_id, date);
create index app_transaction_by_subscription on app_transaction (marketplace_id, subscription_id);
create index app_transaction_by_user on app_transaction (marketplace_id, openchannel_user_id, date);
create index app_transaction_by_developer on app_transaction (marketplace_id, developer_id, date);
create index app_transaction_by_app on app_transaction (marketplace_id, openchannel_app_id, date);
create index app_transaction_by_payment on app_transaction (marketplace_id, payment_number);
create index app_transaction_custom_data on app_transaction using gin (custom_data jsonb_path_ops);
create index app_transaction_nameless on app_transaction (marketplace_id, app_id, user_id)
  where openchannel_app_id is null or openchannel_user_id is null;

create index subscription_by_order on subscription (marketplace_id, order_id);
create index invoice_unpaid_of_orders on invoice using gin (order_ids) where status = 'UNPAID';

-- OpenChannel's name of a card.
alter table payment_instrument add column card_id text not null
  default substr(replace(gen_random_uuid()::text, '-', ''), 1, 24);
create unique index instrument_by_card on payment_instrument (marketplace_id, card_id);

-- Developers' accounts at Stripe, and the links that connect them (only the hash of a link's state is kept).
create table developer_account (
  marketplace_id uuid not null,
  developer_id text not null,
  stripe_id text not null,
  account_name text,
  country text,
  default_currency text,
  connected_at timestamptz not null,
  primary key (marketplace_id, developer_id, stripe_id)
);
create index developer_account_by_stripe on developer_account (marketplace_id, stripe_id);
create table connect_link (
  marketplace_id uuid not null,
  state_hash text not null,
  developer_id text not null,
  redirect_url text not null,
  expires_at timestamptz not null,
  primary key (marketplace_id, state_hash)
);
create index connect_link_expired on connect_link (marketplace_id, expires_at);

select emporium_protect(name) from unnest(array['known_installation', 'payment_settings', 'app_transaction',
  'developer_account', 'connect_link']) as name;
