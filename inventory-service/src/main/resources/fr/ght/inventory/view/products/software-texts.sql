select id, name, version, publisher, architecture from software where id = any ($1) order by id
