-- Machines are found by a part of their texts in the establishments of a group.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;
create index machine_row_search on machine_row using gin (establishment, search gin_trgm_ops);
