-- Whoever moves started_at fetches. A failed one is due again after a quarter of the time.
insert into lifecycle_refresh as r (one, started_at) values (true, now())
  on conflict (one) do update set started_at = now()
    where r.started_at < now() - make_interval(secs => case
      when r.succeeded_at is null or r.failed_at > r.succeeded_at then $1::bigint / 4.0 else $1::bigint end)
