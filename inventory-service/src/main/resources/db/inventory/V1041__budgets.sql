-- What a contract commits, by calendar year: of the budget that its kind says.
alter table contract_row
  add column committed_years int[] not null default '{}',
  add column committed numeric(18, 2)[] not null default '{}';

-- Contracts that were listed before do not say it: the list follows the log from its beginning.
truncate contract_row, entitlement_row;
delete from checkpoint where name = 'inventory-contracts';
delete from parked_stream where follower = 'inventory-contracts';

-- Envelopes of establishments, or of groups: one of both is said.
create table budget_envelope_row (
  envelope      text collate "C" not null,
  owner         text collate "C" not null,
  establishment text collate "C",
  ght           text collate "C",
  year          int not null,
  kind          text collate "C" not null,
  amount        numeric(14, 2) not null,
  recorded_from timestamptz not null,
  recorded_to   timestamptz not null,
  primary key (envelope, recorded_from)
);
create index on budget_envelope_row (recorded_to, year, owner, kind);
