select id, name, version, publisher, architecture, purl, cpe from software
  where id = any ($1) order by id
