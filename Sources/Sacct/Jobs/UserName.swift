/// How the accounting's user becomes the name on the boards.
package enum UserName {
    /// The name of jobs whose user Slurm no longer knows.
    package static let unknown = "(unknown)"

    /// Lower case, the realm stripped: `Alice@SITE.EDU` is `alice`. An account that is gone prints nothing, which
    /// becomes ``unknown``, or its bare number, which becomes `uid:2004`: kept, so that totals add up.
    package static func normalized(_ raw: some StringProtocol) -> String {
        let trimmed = raw.drop { $0 == " " }
        let name = trimmed.firstIndex(of: "@").map { $0 == trimmed.startIndex ? trimmed : trimmed[..<$0] } ?? trimmed
        guard !name.isEmpty else { return unknown }
        if name.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) { return "uid:\(name)" }
        return name.lowercased()
    }
}
