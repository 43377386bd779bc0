-- The price list as the catalog tells it: an app's page and how a plan is offered.
alter table catalog_app add column application_id bigint;
alter table catalog_app add column snapshot jsonb; -- null: removed, or told before this column was
create index catalog_app_by_number on catalog_app (marketplace_id, application_id);
alter table catalog_plan add column offer jsonb not null default '{}';

-- Billing's discounts. redeemed is counted here, where sales are made: a sale takes its redemptions in the
-- transaction that places it and gives them back when it is rejected.
create table known_discount (
  marketplace_id  uuid    not null,
  discount_id     text    not null,
  number          bigint,
  code            text,
  terms           jsonb   not null,
  app_id          text,
  starts_at       timestamptz,
  ends_at         timestamptz,
  auto_apply      boolean not null,
  max_redemptions int,
  redeemed        int     not null default 0,
  removed         boolean not null,
  sequence        bigint  not null,
  primary key (marketplace_id, discount_id)
);
create index known_discount_by_code on known_discount (marketplace_id, lower(code)) where not removed;
create index known_discount_by_number on known_discount (marketplace_id, number);
create index known_discount_auto on known_discount (marketplace_id, app_id) where auto_apply and not removed;

create table discount_redemption (
  marketplace_id uuid not null,
  purchase_id    uuid not null,
  discount_id    text not null,
  redemptions    int  not null,
  primary key (marketplace_id, purchase_id, discount_id)
);

select emporium_protect('known_discount');
select emporium_protect('discount_redemption');
