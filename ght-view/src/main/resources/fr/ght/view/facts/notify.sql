-- A version of a view that is filled beside the live one stands in a schema of its own.
select pg_notify('ght_view', $1) where strpos(current_schema(), '@') = 0
