drop table if exists report_load_ceiling
