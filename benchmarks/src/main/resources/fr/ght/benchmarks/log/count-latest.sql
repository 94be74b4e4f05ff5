insert into latest_count as c (establishment, type, told)
select * from unnest($1::text[], $2::text[], $3::bigint[])
on conflict (establishment, type) do update set told = c.told + excluded.told
