-- Days of contracts that have come by day $1, behind day $2, contract $3; an end and a notice date of
-- one contract come in their order.
select contract, what, due_on, recorded_from
from (
  select contract, 'notice' as what, notice_on as due_on, recorded_from from contract_row
  where recorded_to = '9999-12-31Z' and state in ('ACTIVE', 'RENEWED') and notice_on <= $1
  union all
  select contract, 'end', end_on, recorded_from from contract_row
  where recorded_to = '9999-12-31Z'
    and state in ('ACTIVE', 'NOTICE_WINDOW', 'RENEWED', 'TERMINATED') and end_on <= $1
) due
where (due_on, contract) > ($2, $3)
order by due_on, contract
limit $4
