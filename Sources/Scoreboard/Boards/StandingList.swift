/// The users of a cluster: packed as the sidecar has them, or one by one as somebody made them.
enum StandingList: Sendable {
    case each([UserStanding])
    case packed(StandingRecords, Range<Int>)

    var users: [UserStanding] {
        switch self {
        case .each(let users): users
        case .packed(let records, let range): range.map(records.standing)
        }
    }

    var count: Int {
        switch self {
        case .each(let users): users.count
        case .packed(_, let range): range.count
        }
    }

    /// The first one of this name.
    func standing(of user: String) -> UserStanding? {
        switch self {
        case .each(let users): users.first { $0.user == user }
        case .packed(let records, let range): range.first { records.names[$0] == user }.map(records.standing)
        }
    }
}

extension StandingList: Equatable {
    static func == (left: StandingList, right: StandingList) -> Bool {
        guard case .packed(let records, let range) = left, case .packed(let others, let place) = right else {
            return left.users == right.users
        }
        guard range.count == place.count else { return false }
        if records === others, range == place { return true }
        return zip(range, place).allSatisfy { record, other in
            records.names[record] == others.names[other]
                && StandingSpan.all.allSatisfy {
                    records.values(of: record, in: $0) == others.values(of: other, in: $0)
                }
        }
    }
}
