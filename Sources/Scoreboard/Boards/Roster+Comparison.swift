extension Roster {
    /// For each user, where another roster has a user of this name who has exactly the same values in a span; nil where it has
    /// none. Both must be in the order of names.
    package func places(ofSameIn other: Roster, span: StandingSpan) -> [Int?] {
        var at = 0
        return names.indices.map { index in
            let name = names[index]
            while at < other.names.count, other.names[at] < name { at += 1 }
            guard at < other.names.count, other.names[at] == name else { return nil }
            return hasSameValues(index, in: span, as: other, at) ? at : nil
        }
    }

    /// Whether the order of the users is that of their names, as that of boards is.
    package var isInOrderOfNames: Bool { isByName }

    private func hasSameValues(_ index: Int, in span: StandingSpan, as other: Roster, _ place: Int) -> Bool {
        let mine = Int(starts[index])..<Int(starts[index + 1])
        let others = Int(other.starts[place])..<Int(other.starts[place + 1])
        return mine.count == others.count
            && zip(mine, others).allSatisfy {
                records.hasSameRow(of: Int(parts[$0]), in: span, as: other.records, of: Int(other.parts[$1]))
            }
    }
}
