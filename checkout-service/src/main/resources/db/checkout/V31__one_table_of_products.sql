-- What leads show of a product stands with what opportunities ask of it: both are told by the same events.
alter table catalog_product add column developer text not null default '';
alter table catalog_product no force row level security;
alter table lead_product no force row level security;
update catalog_product p set developer = l.developer from lead_product l
  where l.marketplace_id = p.marketplace_id and l.app_id = p.product_id;
alter table catalog_product force row level security;
drop table lead_product;
