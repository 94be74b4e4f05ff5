-- In one page of five hundred.
select count(*) as hits from {table} tablesample system (0.2) where {conditions}
