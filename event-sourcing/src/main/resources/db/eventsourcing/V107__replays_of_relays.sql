-- Since when an operator wants a stream that a relay has parked sent after all: its leader does it,
-- whoever was asked (ADR 15).
alter table parked_stream add column replay_asked_at timestamptz;
