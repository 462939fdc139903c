/// The order of names, as Swift compares strings.
struct NameOrder {
    private let names: [String]
    /// The first eight bytes of each name, the first the most significant; nil where bytes do not tell, which is so beyond
    /// ASCII: there one character can be spelled in several ways.
    private let heads: [UInt64]?

    init(_ names: [String]) {
        self.names = names
        var heads: [UInt64] = []
        heads.reserveCapacity(names.count)
        for name in names {
            guard let head = NameOrder.head(of: name) else {
                self.heads = nil
                return
            }
            heads.append(head)
        }
        self.heads = heads
    }

    private static func head(of name: String) -> UInt64? {
        var name = name
        return name.withUTF8 { bytes in
            var head: UInt64 = 0
            for (index, byte) in bytes.enumerated() {
                guard byte < 0x80 else { return nil }
                if index < 8 { head |= UInt64(byte) << UInt64(56 - 8 * index) }
            }
            return head
        }
    }

    /// Indices of names in the order of these; equal names in the order of their indices.
    func sorted(_ indices: [UInt32]) -> [UInt32] {
        guard let heads else {
            return indices.sorted { left, right in
                let (name, other) = (names[Int(left)], names[Int(right)])
                return name == other ? left < right : name < other
            }
        }
        // Names of clusters come sorted: the standard library's sort merges such runs.
        return indices.sorted { left, right in
            let (head, other) = (heads[Int(left)], heads[Int(right)])
            if head != other { return head < other }
            let (name, otherName) = (names[Int(left)], names[Int(right)])
            return name == otherName ? left < right : name < otherName
        }
    }
}
