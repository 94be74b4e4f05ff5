create table if not exists report_load_ceiling (id bigint generated always as identity primary key, body bytea)
