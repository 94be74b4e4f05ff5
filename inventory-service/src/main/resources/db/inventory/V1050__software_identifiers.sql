-- How others name a reported software, where a bill of materials says it; of its very version.
alter table software
  add column purl text not null default '',
  add column cpe  text not null default '';

-- Which product of a group has this purl or cpe.
create index on product_row (ght, purl) where purl is not null and recorded_to = '9999-12-31Z';
create index on product_row (ght, cpe) where cpe is not null and recorded_to = '9999-12-31Z';
