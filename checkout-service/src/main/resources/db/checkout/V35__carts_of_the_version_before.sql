-- While an upgrade is rolled out the version before V30 still writes this column; nobody else reads it.
alter table cart add column product_ids text[] not null default '{}';
