-- The one index that a look needs; the view itself pays for it, so the delays measured are a little too long.
create index if not exists report_load_newest on machine_row (recorded_from)
