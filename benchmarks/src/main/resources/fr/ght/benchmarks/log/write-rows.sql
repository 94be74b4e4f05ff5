insert into bench_row (stream, version, body)
select * from unnest($1::text[], $2::bigint[], $3::text[])
on conflict (stream) do update set version = excluded.version, body = excluded.body
