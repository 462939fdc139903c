// The Generator room.
