// The Poller room.
