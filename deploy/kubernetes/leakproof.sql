-- In catalog's database, as a superuser, once and after each restore (dumps leave it out). Under row-level security an
-- index serves only operators that tell nothing of rows they refuse; these report nothing but true and false.
alter function ts_match_vq(tsvector, tsquery) leakproof;
alter function jsonb_path_exists_opr(jsonb, jsonpath) leakproof;
alter function jsonb_contains(jsonb, jsonb) leakproof;
