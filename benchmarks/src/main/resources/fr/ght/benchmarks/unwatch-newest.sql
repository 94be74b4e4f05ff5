drop index if exists report_load_newest
