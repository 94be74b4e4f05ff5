-- Of signed contracts of establishments $1, as recorded by $3; whether they are in force on day $2.
select e.product, e.metric, e.quantity, e.establishment, e.contract, c.kind,
       c.start_on <= $2 and c.end_on > $2 as in_force
from entitlement_row e
join contract_row c on c.contract = e.contract and c.recorded_from <= $3 and c.recorded_to > $3
where e.establishment = any ($1::text[]) and e.recorded_from <= $3 and e.recorded_to > $3
order by e.entitlement
limit $4
