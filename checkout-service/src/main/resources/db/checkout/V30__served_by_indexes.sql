-- Lists and look-ups that no index served.

-- Descending with nulls last is not an ascending index read backwards.
create index opportunity_by_name_down on opportunity (marketplace_id, name desc nulls last, opportunity_id desc);
create index opportunity_by_effect_down on opportunity (marketplace_id, effective_on desc nulls last, opportunity_id desc);

create index lead_by_contact_name on lead (marketplace_id, contact_key, lead_id);
create index lead_by_last_name on lead (marketplace_id, last_name_key, lead_id);

-- As V3 says of discounts: under row-level security an index on lower() serves no query.
drop index customer_user_by_email;
alter table customer_user add column email_key text generated always as (lower(email)) stored;
create index customer_user_by_email on customer_user (marketplace_id, email_key, user_id);
alter table known_discount drop column code; -- its terms say it, code_key finds it

-- Nor does an index on an array: which carts hold a product has rows of its own, as their agents have.
create table cart_product (
  marketplace_id uuid not null,
  product_id     text not null,
  cart_id        text not null,
  primary key (marketplace_id, product_id, cart_id)
);
create index cart_product_by_cart on cart_product (marketplace_id, cart_id);
alter table cart no force row level security;
insert into cart_product (marketplace_id, product_id, cart_id)
  select distinct marketplace_id, unnest(product_ids), cart_id from cart;
alter table cart force row level security;
alter table cart drop column product_ids;
select emporium_protect('cart_product');
