extension ProcessFailure {
    /// The user that sacct refused a whole call for, because this host does not know the name or number; nil for any
    /// other failure. Nothing was asked of the accounting then.
    package var refusedUser: String? {
        let words = "Invalid user id: "
        guard case .failed(_, _, let message) = self, let found = message.firstRange(of: words) else { return nil }
        let name = message[found.upperBound...].prefix { $0 != " " && $0 != ";" }
        return name.isEmpty ? nil : String(name)
    }
}
