truncate machine_row, machine_seen, machine_count, machine_count_delta, freshness_delta
