insert into view_stream as s (view, stream, version)
select * from unnest($1::text[], $2::text[], $3::bigint[]) u (view, stream, version)
order by view, stream
on conflict (view, stream) do update set version = excluded.version
  where s.version < excluded.version
