-- "offset 0": each establishment is looked into by itself, whatever the planner believes of the search.
select k.* from unnest({establishments}::text[]) as e (establishment)
  cross join lateral (
    select r.asset, {columns} from {tables} where {here} and {conditions} offset 0
  ) k
