/// Login names that could be real and are nobody's: distinct, lower case, in the schemes that universities use.
package struct UserDirectory: Sendable {
    /// The names, by user index.
    package let names: [String]

    /// - Parameters:
    ///   - count: how many, 1 or more; more than 50,000 work too, with longer numbers.
    ///   - seed: the same seed gives the same names in the same order; a longer directory begins with a shorter one.
    package init(count: Int, seed: UInt64) {
        precondition(count >= 1, "a directory needs a user")
        var random = SplitMix(seed: seed, stream: 0x6E61_6D65)
        var taken: Set<String> = []
        taken.reserveCapacity(count)
        var names: [String] = []
        names.reserveCapacity(count)
        while names.count < count {
            let plain = UserDirectory.candidate(&random)
            // A second bearer gets a number, as in any directory.
            var name = plain
            while !taken.insert(name).inserted {
                name = "\(plain)\(2 + random.below(8 + names.count / 16))"
            }
            names.append(name)
        }
        self.names = names
    }

    private static func candidate(_ random: inout SplitMix) -> String {
        let surname = surnames[random.below(surnames.count)]
        let first = initials[random.below(initials.count)]
        let second = initials[random.below(initials.count)]
        switch random.below(10) {
        case 0..<5: return "\(first)\(surname)"
        case 5, 6: return "\(first)\(second)\(surname)"
        case 7: return "\(surname.prefix(5))\(first)"
        case 8: return "\(surname)\(10 + random.below(190))"
        default: return "\(surname)-\(first)"
        }
    }

    private static let initials = Array("aabcdeefghijjkklmmnoprrssttvwyz").map(String.init)

    private static let surnames = [
        "abara", "adeyemi", "aiken", "alder", "amato", "ansel", "arroyo", "asante", "bahri", "baptis", "beck",
        "berg", "bianco", "bird", "blom", "bose", "brandt", "brook", "cao", "carver", "castro", "chan", "chen",
        "cho", "cole", "costa", "crane", "cruz", "dahl", "das", "diaz", "dietz", "dubois", "duran", "eaton", "egan",
        "ekman", "elias", "falk", "fang", "faro", "ferris", "fink", "ford", "frost", "gao", "garza", "ghosh",
        "gomes", "grant", "guo", "haas", "hale", "han", "hansen", "hill", "holm", "huang", "ibarra",
        "iyer", "jain", "jung", "kane", "kato", "kaur", "keane", "khan", "kim", "kiss", "klein", "koch", "kumar",
        "lam", "lang", "lee", "leon", "levi", "liang", "lim", "lind", "liu", "lopez", "lund", "ma", "mehta", "meyer",
        "mora", "muller", "nagy", "nair", "nash", "navarro", "ng", "nguyen", "novak", "ochoa", "okafor", "olsen",
        "ortiz", "osei", "park", "patel", "penn", "perez", "petrov", "pham", "pike", "popov", "quinn", "rao",
        "reyes", "rivera", "romero", "rossi", "roy", "ruiz", "sato", "schulz", "sharma", "silva", "singh", "soto",
        "stone", "suarez", "sun", "tan", "tanaka", "torres", "tran", "vargas", "vega", "vogel", "wade", "wang",
        "weber", "west", "wolf", "wong", "wu", "xu", "yang", "yilmaz", "yoon", "young", "zhang", "zhao", "zhu",
    ]
}
