insert into view_version (view, version, state) values ($1, 1, 'LIVE') on conflict do nothing
