-- lower() is not leakproof: under row-level security an index on it serves no query.
alter table known_discount add column code_key text;
update known_discount set code_key = lower(code);
drop index known_discount_by_code;
create index known_discount_by_code on known_discount (marketplace_id, code_key) where not removed;
