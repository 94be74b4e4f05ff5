delete from view_version where view = $1 and version = $2
