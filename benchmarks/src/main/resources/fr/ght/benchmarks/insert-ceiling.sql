insert into report_load_ceiling (body) values (?)
