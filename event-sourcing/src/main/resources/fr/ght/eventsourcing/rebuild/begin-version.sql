-- Nothing if one is being built already.
insert into view_version (view, version, state, hold)
select $1, max(version) + 1, 'FILLING', $2 from view_version where view = $1
on conflict do nothing
returning version
