select first_version from parked_stream where follower = $1 and stream = $2 for update
