-- While an upgrade is rolled out the version before V6 still writes this table, and does not know the column.
alter table marketplace_user alter came_at set default now();
