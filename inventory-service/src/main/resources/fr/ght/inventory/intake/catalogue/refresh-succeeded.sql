insert into lifecycle_refresh as r (one, started_at, succeeded_at, products) values (true, now(), now(), $1::int)
  on conflict (one) do update set succeeded_at = now(), products = excluded.products
