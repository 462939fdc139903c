/// Clusters beyond the five: a name is all that it takes.
extension ClusterProfile {
    /// The cluster of any name.
    ///
    /// The five are as they are declared. One of them with a number behind it, as in `hammer2`, has the same character and
    /// other jobs; every other name has the character of one of the five, always the same.
    package init(name: String) {
        let stem = String(name.reversed().drop { $0.isASCII && $0.isNumber }.reversed())
        let known = ClusterProfile.all.first { $0.name == stem }
        self = known ?? ClusterProfile.all[Int(ClusterProfile.word(of: name) % UInt64(ClusterProfile.all.count))]
        self.name = name
    }

    /// So many clusters: the five, then the five again with a 2 behind the name, then with a 3 and so on.
    package static func first(_ count: Int) -> [ClusterProfile] {
        (0..<count).map { index in
            let (turn, place) = index.quotientAndRemainder(dividingBy: all.count)
            return turn == 0 ? all[place] : ClusterProfile(name: "\(all[place].name)\(turn + 1)")
        }
    }

    /// A number of its own for each cluster name, for seeds.
    var streamWord: UInt64 { ClusterProfile.word(of: name) }

    /// FNV-1a of the name.
    private static func word(of name: String) -> UInt64 {
        name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}
