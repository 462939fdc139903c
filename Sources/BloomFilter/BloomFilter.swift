// The BloomFilter room.
