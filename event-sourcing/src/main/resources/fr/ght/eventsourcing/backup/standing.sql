-- The sequence is read last: it tells of now, whatever the snapshot, so that it is past every
-- position in the snapshot.
select current_database(), (select max(number) from incarnation),
  (select last_value from event_position)
