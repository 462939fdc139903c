import BloomFilter
import Scoreboard

@testable import Storage

extension ValidFile {
    /// What a tick reads in part and copies: the parts that are looked at must tell as much as a whole decoding does.
    static func ticks(_ rollup: DailyRollup, asOf: Timestamp, cluster: ClusterName) -> [ValidFile] {
        var plain = DailyRollup(month: rollup.month)
        for (day, users) in rollup.days {
            for (number, user) in users.keys.sorted().enumerated() {
                plain.add(users[user] ?? UserTotals(), user: "user\(number)", day: day)
            }
        }
        let daily = DailyRollupCodec.encode(plain, cluster: cluster, asOf: asOf)
        let day = rollup.month.firstDay.adding(days: 4)
        var part = UserTotals()
        part.jobs = 1
        let added = part
        var sums: [String: WindowTotals] = [:]
        for (user, totals) in plain.totals() {
            var windows = WindowTotals()
            windows.allTime = totals
            windows.last7Days = added
            sums[user] = windows
        }
        let windows = WindowSumsCodec.encode(WindowSums(sums, basis: ["today", "tomorrow"]))
        return [
            json("rollups/daily, patched", daily) { bytes in
                var whole = try DailyRollupCodec.decode(bytes, path: "f", cluster: cluster, month: rollup.month).rollup
                whole.add(added, user: "user1", day: day)
                guard let form = RollupForm.daily(of: rollup.month, cluster: cluster, asOf: asOf) else { return }
                var patcher = RollupPatcher(form, adding: [RollupAddition(day: 5, "user1", added)])
                var lines = LineSplitter()
                bytes.withUnsafeBytes { bytes in
                    // In two pieces.
                    for piece in [bytes[..<(bytes.count / 2)], bytes[(bytes.count / 2)...]] {
                        lines.split(UnsafeRawBufferPointer(rebasing: piece)) { patcher.take($0, at: $1) }
                    }
                }
                guard lines.isAtLineEnd, let patch = patcher.finish(of: nil) else { return }
                let content = patch.file.content(from: bytes)
                let read = try DailyRollupCodec.decode(content, path: "f", cluster: cluster, month: rollup.month)
                try check(read.rollup == whole)
                try check(patch.jobs == whole.totals().values.reduce(0) { $0 + $1.jobs })
                try check(patch.file.crc == Checksum.crc32c(content))
            },
            binary("windows.bin", windows, length: (16, 1)) { bytes in
                var value = try WindowSumsCodec.decode(bytes)
                for user in value.everybody {
                    let totals = try value.totals(of: user)
                    value.replace(totals, by: totals, of: user)
                }
                try check(
                    WindowSumsCodec.decode(WindowSumsCodec.encode(value)).everybody == value.everybody)
            },
        ]
    }

    /// An exact set of which a part is unpacked.
    static func blocks(_ file: [UInt8]) -> ValidFile {
        binary("seen/x.ids, in part", file, length: (24, 1)) { bytes in
            guard case .blocks(var blocks) = try IdentitySetCodec.open(bytes) else { return }
            for id: UInt64 in [0, 5000, 5001, 5133, 5598, 0xFFFF_FFFF] {
                _ = try blocks.insert(packed: id << 32 | 7)
                try check(!blocks.insert(packed: id << 32 | 7))
            }
            let all = try blocks.unpacked()
            all._checkInvariants()
            try check(IdentitySetCodec.decode(blocks.encoded()) == all)
        }
    }
}

extension WindowSums {
    /// - Parameter basis: What the sums were made of, word by word.
    fileprivate init(_ sums: [String: WindowTotals], basis: [String]) {
        self.init(basis: basis) { add in
            for (user, windows) in sums.sorted(by: { $0.key < $1.key }) { add(user, windows) }
        }
    }
}
