insert into stream (id, version, revision, recorded_at)
select 'bench/filled-' || lpad(s::text, 8, '0'), ?, ?, clock_timestamp() from generate_series(1, ?) s
