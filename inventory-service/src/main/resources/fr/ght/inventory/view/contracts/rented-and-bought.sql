-- Of establishments $1, in force on day $2, as recorded by $3.
select establishment, kind, count(*) as contracts, coalesce(sum(cost), 0)::numeric(20, 2) as cost,
       count(*) filter (where cost is null) as unknown
from contract_row
where establishment = any ($1::text[]) and recorded_from <= $3 and recorded_to > $3
  and signed_on is not null and start_on <= $2 and end_on > $2
  and kind in ('RENTAL', 'LICENCE_PURCHASE')
group by establishment, kind
