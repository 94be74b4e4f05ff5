insert into lifecycle_refresh as r (one, started_at, failed_at, reason) values (true, now(), now(), left($1::text, 500))
  on conflict (one) do update set failed_at = now(), reason = excluded.reason
