-- An add-on's subscription knows its parent's; an order knows the discount it was sold with and who sold it.
alter table subscription add column parent_subscription_id uuid;
alter table purchase_order add column discount_number bigint;
alter table purchase_order add column discount_ends_at timestamptz;
alter table purchase_order add column sales_user_id uuid;
alter table purchase_order add column sales_company_id uuid;

create index subscription_by_parent on subscription (marketplace_id, parent_subscription_id)
  where parent_subscription_id is not null;
create index order_by_discount on purchase_order (marketplace_id, discount_number) where discount_number is not null;

-- The owner of the tables is bound by row-level security as everybody is; no marketplace is set here.
alter table subscription no force row level security;
update subscription s set parent_subscription_id = p.subscription_id from subscription p
  where p.marketplace_id = s.marketplace_id and p.purchase_id = s.purchase_id and p.item_id = s.parent_item_id;
alter table subscription force row level security;

alter table purchase_order no force row level security;
alter table discount no force row level security;
update purchase_order o set discount_number = d.discount_number from discount d
  where d.marketplace_id = o.marketplace_id and d.discount_id::text = (select l ->> 'discountId'
    from jsonb_array_elements(o.lines) l where l ->> 'discountId' is not null limit 1);
alter table discount force row level security;
alter table purchase_order force row level security;
