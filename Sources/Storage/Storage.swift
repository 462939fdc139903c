// The Storage room.
