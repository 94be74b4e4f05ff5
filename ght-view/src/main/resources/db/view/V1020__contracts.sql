-- Contracts as their facts tell them. What has no end, no notice date, or nothing to be done by a
-- day, has the year 9999 there.
create table contract_row (
  contract      text collate "C" not null,
  establishment text collate "C" not null,
  kind          text collate "C" not null,
  budget        text collate "C" not null,
  supplier      text not null,
  subject       text not null,
  reference     text,
  state         text collate "C" not null,
  signed_on     date,
  start_on      date not null,
  initial_term  text,
  renewal_term  text,
  renewals_most int not null,
  tacit         boolean not null,
  notice        text,
  renewals      int not null,
  terminated_on date,
  end_on        date not null,
  notice_on     date not null,
  due_on        date not null,
  renewal       text collate "C" not null,
  amount        numeric(14, 2),
  amount_per    text collate "C",
  cost          numeric(18, 2),
  sort_supplier text collate "C" not null,
  search        text not null,
  recorded_from timestamptz not null,
  recorded_to   timestamptz not null,
  primary key (contract, recorded_from)
);
create index on contract_row (recorded_to, due_on, contract);
create index on contract_row (establishment, recorded_to);
