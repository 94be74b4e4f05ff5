-- $5 says whether an earlier instant is asked for; else their sums are there.
select c.code, c.version, c.establishment, c.machines from product_count c
  where not $5::boolean and c.ght = $1 and c.code = any ($2) and c.establishment = any ($3)
    and c.machines > 0
union all
select d.code, d.version, d.establishment, sum(d.delta)::bigint from product_count_delta d
  where $5::boolean and d.ght = $1 and d.code = any ($2) and d.establishment = any ($3) and d.at <= $4
  group by d.code, d.version, d.establishment having sum(d.delta) > 0
order by 1, 2, 3
