select position, complete_up_to from log_horizon()
