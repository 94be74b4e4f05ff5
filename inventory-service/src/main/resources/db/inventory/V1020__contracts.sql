-- Contracts as lists show them; what has no end, or no notice date, has the year 9999 there.
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
  renewals_most int,
  tacit         boolean,
  notice        text,
  renewals      int not null,
  terminated_on date,
  end_on        date not null,
  notice_on     date not null,
  renews_itself boolean not null,
  amount        numeric(14, 2),
  amount_per    text collate "C",
  cost          numeric(18, 2),
  sort_supplier text collate "C" not null,
  search        text not null,
  recorded_from timestamptz not null,
  recorded_to   timestamptz not null,
  primary key (contract, recorded_from)
);
create index on contract_row (recorded_to, contract);
create index on contract_row (recorded_to, notice_on, contract);
create index on contract_row (recorded_to, end_on, contract);
create index on contract_row (recorded_to, state, end_on, notice_on);
create index on contract_row (establishment, recorded_to, contract);

-- How much of which product they allow to use; no quantity is no limit.
create table entitlement_row (
  entitlement   text collate "C" not null,
  contract      text collate "C" not null,
  establishment text collate "C" not null,
  product       text not null,
  metric        text collate "C" not null,
  quantity      int,
  recorded_from timestamptz not null,
  recorded_to   timestamptz not null,
  primary key (entitlement, recorded_from)
);
create index on entitlement_row (establishment, recorded_to);
create index on entitlement_row (contract, recorded_to);
