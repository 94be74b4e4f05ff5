select version, state, holder from view_version where view = $1 order by version for update
