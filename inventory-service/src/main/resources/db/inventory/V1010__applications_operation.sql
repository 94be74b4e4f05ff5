-- How an application is run; what was never said is null. Needs from 1 to 4; interfaces: how many.
alter table application_row
  add column instance          text collate "C",
  add column availability      int,
  add column integrity         int,
  add column confidentiality   int,
  add column evidence          int,
  add column rto_seconds       bigint,
  add column rpo_seconds       bigint,
  add column hosting           text collate "C",
  add column host              text,
  add column certificate       text,
  add column certificate_from  date,
  add column certificate_until date,
  add column interfaces        int,
  add column product_key       text collate "C";
-- As the service writes it: without case and accents.
update application_row
  set product_key = lower(regexp_replace(normalize(product, nfd), '[\u0300-\u036f]', '', 'g'));
alter table application_row alter column product_key set not null;
create index on application_row (instance, recorded_to) where instance is not null;
