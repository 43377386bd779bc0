-- What was agreed for a subscription beside its plan: units, what its periods charge, the contract.
alter table subscription add column parent_item_id uuid;
alter table subscription add column units jsonb not null default '[]';
alter table subscription add column phases jsonb not null default '[]';
alter table subscription add column cycles int not null default 0;
alter table subscription add column contract jsonb;

create index known_app_by_number on known_app (marketplace_id, application_id);

-- Discounts: terms of sale that checkout applies. redemptions counts items of completed purchases.
create sequence discount_numbers start 1001;
create table discount (
  marketplace_id uuid not null,
  discount_id uuid not null,
  discount_number bigint not null,
  code text,
  document jsonb not null,
  application_name text,
  created_at timestamptz not null,
  starts_at timestamptz,
  expires_at timestamptz,
  redemptions int not null default 0,
  version int not null default 1,
  primary key (marketplace_id, discount_id)
);
create unique index discount_by_number on discount (marketplace_id, discount_number);
create unique index discount_by_code on discount (marketplace_id, lower(code)) where code is not null;
create index discount_by_time on discount (marketplace_id, created_at, discount_number);

create table discount_redemption (
  marketplace_id uuid not null,
  discount_id uuid not null,
  purchase_id uuid not null,
  item_id uuid not null,
  primary key (marketplace_id, discount_id, purchase_id, item_id)
);

select emporium_protect('discount');
select emporium_protect('discount_redemption');
