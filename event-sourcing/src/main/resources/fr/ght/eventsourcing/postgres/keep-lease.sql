-- No row if the lease is another's; if it is not, it stays so until this transaction ends.
select epoch from lease where name = $1 and holder = $2 for share
