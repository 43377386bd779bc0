-- Numbers people read. A gap is harmless, a number used twice is not.
create sequence order_numbers start 10001;
create sequence invoice_numbers start 10001;
create sequence payment_numbers start 10001;

-- What other services told us.
create table known_app (
  marketplace_id uuid not null,
  app_id uuid not null,
  openchannel_id text not null,
  application_id bigint,
  name text,
  snapshot jsonb not null,
  sequence bigint not null,
  primary key (marketplace_id, app_id)
);
create index known_app_by_openchannel on known_app (marketplace_id, openchannel_id);

create table known_company (
  marketplace_id uuid not null,
  company_id uuid not null,
  parent_id uuid,
  highlevel_id text,
  name text,
  sequence bigint not null,
  primary key (marketplace_id, company_id)
);
create index known_company_by_highlevel on known_company (marketplace_id, highlevel_id);

create table known_user (
  marketplace_id uuid not null,
  user_id uuid not null,
  company_id uuid,
  first_name text,
  last_name text,
  email text,
  sequence bigint not null,
  primary key (marketplace_id, user_id)
);

create table known_membership (
  marketplace_id uuid not null,
  company_id uuid not null,
  user_id uuid not null,
  enabled boolean not null,
  sequence bigint not null,
  primary key (marketplace_id, company_id, user_id)
);

-- One row a purchase, from the moment it is heard of; state CHARGING is the recorded intent.
create table purchase (
  marketplace_id uuid not null,
  purchase_id uuid not null,
  state text not null check (state in ('RECEIVED', 'CHARGING', 'COMPLETED', 'REJECTED')),
  document jsonb not null,
  installation_id uuid,
  installation_ended boolean not null default false,
  instrument_id uuid,
  amount numeric(19, 4),
  reason text,
  invoice_number bigint,
  received_at timestamptz not null default now(),
  attempts int not null default 0,
  retry_at timestamptz not null,
  primary key (marketplace_id, purchase_id)
);
create index purchase_by_installation on purchase (marketplace_id, installation_id) where installation_id is not null;
create index purchase_open on purchase (marketplace_id, retry_at) where state in ('RECEIVED', 'CHARGING');

create table subscription (
  marketplace_id uuid not null,
  subscription_id uuid not null,
  purchase_id uuid not null,
  item_id uuid not null,
  installation_id uuid,
  origin text not null,
  app_id uuid not null,
  application_id bigint not null,
  app_name text,
  edition_id uuid,
  edition_number bigint,
  plan_id uuid not null,
  payment_plan_number bigint not null,
  model_id text,
  type text not null check (type in ('free', 'single', 'recurring')),
  price numeric(19, 4) not null,
  currency text not null,
  trial_days int not null,
  license text,
  billing_period text,
  billing_period_unit int,
  commission int not null,
  company_id uuid not null,
  user_id uuid not null,
  buyer_company_id uuid not null,
  buyer_user_id uuid not null,
  status text not null check (status in ('ACTIVE', 'FREE_TRIAL', 'SUSPENDED', 'CANCELLED')),
  order_id bigint not null,
  instrument_id uuid,
  started_at timestamptz not null,
  trial_ends_at timestamptz,
  anchor timestamptz not null,
  period_ends_at timestamptz,
  cancelled_at timestamptz,
  cancel_requested boolean not null default false,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (marketplace_id, subscription_id),
  unique (marketplace_id, purchase_id, item_id)
);
create index subscription_by_company on subscription (marketplace_id, company_id, started_at, subscription_id);
create index subscription_by_installation on subscription (marketplace_id, installation_id) where installation_id is not null;
create index subscription_due on subscription (marketplace_id, period_ends_at)
  where status in ('ACTIVE', 'FREE_TRIAL') and not cancel_requested;

create table purchase_order (
  marketplace_id uuid not null,
  order_id bigint not null,
  subscription_id uuid not null,
  purchase_id uuid not null,
  company_id uuid not null,
  user_id uuid not null,
  type text not null,
  status text not null,
  frequency text,
  currency text not null,
  total numeric(19, 4) not null,
  reference_code text,
  application_id bigint not null,
  lines jsonb not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  created_at timestamptz not null,
  primary key (marketplace_id, order_id)
);
create index order_by_company on purchase_order (marketplace_id, company_id, created_at, order_id);
create index order_by_subscription on purchase_order (marketplace_id, subscription_id);

create table invoice (
  marketplace_id uuid not null,
  invoice_id uuid not null,
  invoice_number bigint not null,
  company_id uuid not null,
  user_id uuid not null,
  purchase_id uuid,
  subscription_id uuid,
  renews boolean not null default false,
  status text not null check (status in ('UNPAID', 'PAID', 'CARRIED', 'VOIDED')),
  total numeric(19, 4) not null check (total >= 0),
  currency text not null,
  order_ids bigint[] not null,
  lines jsonb not null,
  created_at timestamptz not null,
  due_at timestamptz not null,
  version int not null default 1,
  primary key (marketplace_id, invoice_number)
);
create index invoice_by_company on invoice (marketplace_id, company_id, invoice_number);
create index invoice_by_company_date on invoice (marketplace_id, company_id, created_at, invoice_number);
create unique index invoice_by_purchase on invoice (marketplace_id, purchase_id) where purchase_id is not null;

create table payment (
  marketplace_id uuid not null,
  payment_id uuid not null,
  payment_number bigint not null,
  invoice_number bigint,
  purchase_id uuid,
  company_id uuid not null,
  user_id uuid not null,
  amount numeric(19, 4) not null check (amount >= 0),
  currency text not null,
  method text not null,
  result text not null,
  transaction_id text,
  gateway_code text,
  gateway_message text,
  subscription_ids uuid[] not null,
  app_ids uuid[] not null,
  created_at timestamptz not null,
  primary key (marketplace_id, payment_number)
);
create index payment_by_company on payment (marketplace_id, company_id, payment_number);
create index payment_by_company_date on payment (marketplace_id, company_id, created_at, payment_number);
-- An invoice is paid once.
create unique index payment_once on payment (marketplace_id, invoice_number) where result in ('SUCCESSFUL', 'MANUAL');

-- An invoice that is being charged: recorded before the gateway is asked, settled with the outcome.
create table payment_intent (
  marketplace_id uuid not null,
  intent_id uuid not null,
  invoice_number bigint not null,
  instrument_id uuid not null,
  state text not null check (state in ('OPEN', 'SETTLED')),
  payment_number bigint,
  created_at timestamptz not null default now(),
  attempts int not null default 0,
  retry_at timestamptz not null,
  primary key (marketplace_id, intent_id)
);
create unique index payment_intent_one on payment_intent (marketplace_id, invoice_number) where state = 'OPEN';
create index payment_intent_open on payment_intent (marketplace_id, retry_at) where state = 'OPEN';

create table payment_instrument (
  marketplace_id uuid not null,
  instrument_id uuid not null,
  company_id uuid not null,
  user_id uuid not null,
  method text not null,
  account_display text,
  card_token text,
  card_brand text,
  card_last_four text check (length(card_last_four) = 4),
  card_holder text,
  card_month int,
  card_year int,
  billing_address jsonb,
  vat_id text,
  is_default boolean not null,
  created_at timestamptz not null,
  removed_at timestamptz,
  version int not null default 1,
  primary key (marketplace_id, instrument_id)
);
create index instrument_by_company on payment_instrument (marketplace_id, company_id, created_at, instrument_id)
  where removed_at is null;
create unique index instrument_default on payment_instrument (marketplace_id, company_id, user_id)
  where is_default and removed_at is null;

create table wallet (
  marketplace_id uuid not null,
  company_id uuid not null,
  currency text not null,
  balance numeric(19, 4) not null check (balance >= 0),
  version int not null default 1,
  primary key (marketplace_id, company_id)
) with (fillfactor = 50);

-- The ledger: a wallet's balance is always the sum of its entries.
create table wallet_entry (
  marketplace_id uuid not null,
  entry_id uuid not null,
  company_id uuid not null,
  kind text not null check (kind in ('FUND', 'CHARGE', 'REFUND')),
  amount numeric(19, 4) not null,
  balance numeric(19, 4) not null,
  charge_id text,
  reference text,
  created_at timestamptz not null,
  primary key (marketplace_id, entry_id)
);
create index wallet_entry_by_company on wallet_entry (marketplace_id, company_id);
create unique index wallet_funded_once on wallet_entry (marketplace_id, company_id, reference) where kind = 'FUND';

create table wallet_charge (
  marketplace_id uuid not null,
  charge_id text not null,
  company_id uuid not null,
  app_id uuid not null,
  meter_id text not null,
  event_id text not null,
  user_id text,
  description text not null,
  price numeric not null,
  units numeric not null,
  amount numeric(19, 4) not null,
  currency text not null,
  event_time timestamptz not null,
  refunded boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (marketplace_id, charge_id)
);
create unique index wallet_charge_once on wallet_charge (marketplace_id, company_id, app_id, meter_id, event_id);
create index wallet_charge_list on wallet_charge (marketplace_id, company_id, app_id, created_at desc, charge_id desc);

-- The built-in test gateway's own books; nobody but the gateway reads or writes them.
create table test_gateway_charge (
  marketplace_id uuid not null,
  key text not null,
  token text not null,
  amount numeric(19, 4) not null,
  currency text not null,
  outcome text not null check (outcome in ('APPROVED', 'DECLINED', 'ACTION_REQUIRED')),
  transaction_id text not null,
  asked int not null default 1,
  created_at timestamptz not null default now(),
  primary key (marketplace_id, key)
);

select emporium_protect(name) from unnest(array['known_app', 'known_company', 'known_user', 'known_membership', 'purchase',
  'subscription', 'purchase_order', 'invoice', 'payment', 'payment_intent', 'payment_instrument', 'wallet', 'wallet_entry',
  'wallet_charge', 'test_gateway_charge']) as name;
