import Scoreboard
import SeededNumbers
import Testing

@testable import Storage

/// The fast reader of lines against the general one, which stays the judge of what a line says.
@Suite struct PlainLineReaderTests {
    private static let month = Month(year: 2026, month: 11)
    private static let asOf = Timestamp(seconds: 1_795_456_588)
    private static let cluster = (try? ClusterName("hammer"))!

    private struct Line: Equatable {
        var name: String
        var totals: UserTotals
        var end: Int
    }

    /// As much as stands behind every line of a file.
    private static let ending = Array("]}],\n\"checksum\":\"00000000\"}\n".utf8)

    /// What the fast reader says of a line; nil when it leaves it to the other.
    private static func fast(_ line: [UInt8], isKeyed: Bool) -> Line? {
        (line + ending).withUnsafeBytes { bytes in
            var reader = PlainLineReader(bytes, in: 0..<bytes.count, isKeyed: isKeyed)
            var totals = UserTotals()
            guard let name = reader.line(into: &totals) else {
                #expect(reader.offset == 0)
                return nil
            }
            return Line(name: String(decoding: name, as: UTF8.self), totals: totals, end: reader.offset)
        }
    }

    /// What the general reader says of it; nil when it is damaged.
    private static func general(_ line: [UInt8], isKeyed: Bool) -> Line? {
        var reader = JSONReader(line + ending)
        var totals = UserTotals()
        do {
            let name =
                isKeyed
                ? try MonthlyRollupCodec.readLine(&reader, into: &totals, user: nil, at: 0)
                : try DailyRollupCodec.readLine(
                    &reader, into: &totals, columns: DailyRollupCodec.ownColumns, user: nil, at: 0)
            return Line(name: name, totals: totals, end: reader.offset)
        } catch {
            return nil
        }
    }

    private static func lines(_ totals: UserTotals, of user: String) -> [(text: [UInt8], isKeyed: Bool)] {
        var rollup = DailyRollup(month: month)
        rollup.add(totals, user: user, day: month.firstDay)
        let daily = DailyRollupCodec.encode(rollup, cluster: cluster, asOf: asOf)
        let monthly = MonthlyRollupCodec.encode([user: totals], cluster: cluster, month: month, asOf: asOf)
        func part(_ bytes: [UInt8], from first: String, dropping count: Int) -> [UInt8] {
            let text = String(decoding: bytes, as: UTF8.self)
            let line = text.split(separator: "\n").first { $0.hasPrefix(first) }
            return Array((line ?? "").utf8.dropLast(count))
        }
        return [
            (part(daily, from: "[", dropping: "]}],".utf8.count), false),
            (part(monthly, from: "{\"username", dropping: "],".utf8.count), true),
        ]
    }

    /// Whatever is left to the general reader is slow, and nothing else would tell.
    @Test func believableLinesAreAllRead() throws {
        var random = SeededGenerator(seed: 11)
        for number in 0..<300 {
            var totals = UserTotals.sample(&random)
            totals.latestEnd = number % 3 == 0 ? nil : Self.asOf - Int64(number) * 86_399
            totals.waitSeconds = Int64(number)
            totals.energyJoules = Int128(Int64.random(in: 0...1_000_000_000_000, using: &random))
            if number % 5 == 0 { totals.gpuTypes += [.init(type: "h100", seconds: 1234)] }
            for (text, isKeyed) in Self.lines(totals, of: "user\(number)") {
                let line = Line(name: "user\(number)", totals: totals, end: text.count)
                #expect(Self.fast(text, isKeyed: isKeyed) == line, "\(String(decoding: text, as: UTF8.self))")
                #expect(Self.general(text, isKeyed: isKeyed) == line)
            }
        }
    }

    @Test func aLineBeyondItsMeansIsLeft() {
        for (text, isKeyed) in Self.lines(.largest, of: "largest") {
            #expect(Self.fast(text, isKeyed: isKeyed) == nil)
            #expect(Self.general(text, isKeyed: isKeyed)?.totals == .largest)
        }
        for (text, isKeyed) in Self.lines(UserTotals(), of: "a\"b") + Self.lines(UserTotals(), of: "é") {
            #expect(Self.fast(text, isKeyed: isKeyed) == nil)
            #expect(Self.general(text, isKeyed: isKeyed) != nil)
        }
    }

    /// Eight decimals tell the seconds unless these are next to a half: 0.5 s are 0.000138888…8 hours.
    @Test func hoursOfAnyLengthAreReadAsTheGeneralReaderReadsThem() throws {
        var random = SeededGenerator(seed: 14)
        let (text, isKeyed) = try #require(Self.lines(UserTotals(), of: "a").first)
        let line = String(decoding: text, as: UTF8.self)
        // Behind the name and three counts.
        let head = "[\"a\",0,0,0,"
        #expect(line.hasPrefix(head + "0,"))
        var read = 0
        for number in 0..<20_000 {
            // Odd halves of seconds, in decimals: 3600 × (2k + 1) / 7200 hours.
            let halves = UInt64.random(in: 0..<720_000_000, using: &random) * 2 + 1
            var decimals = ""
            var rest = halves % 7200
            for _ in 0..<Int.random(in: 1...24, using: &random) {
                rest *= 10
                decimals += "\(rest / 7200)"
                rest %= 7200
            }
            if number % 3 == 0 { decimals = "\(UInt64.random(in: 0...999_999_999_999, using: &random))" }
            if number % 5 == 0 { decimals = decimals.dropLast() + ["0", "7", "9"].randomElement(using: &random)! }
            let hours = "\(halves / 7200).\(decimals)"
            let mutant = Array((head + hours + line.dropFirst(head.count + 1)).utf8)
            let general = try #require(Self.general(mutant, isKeyed: isKeyed), "\(hours)")
            guard let fast = Self.fast(mutant, isKeyed: isKeyed) else { continue }
            read += 1
            #expect(fast == general, "\(hours)")
        }
        #expect(read > 15_000)
    }

    private static let bytes = Array("0123456789.,:-+eE\"\\[]{}/ \n\u{0}\u{1F}\u{7F}aACnu_".utf8) + [0x80, 0xC3, 0xFF]

    /// Every byte is replaced by others, left out, and doubled: what the fast reader reads the general one reads too,
    /// as the same.
    @Test func noDamageIsReadOtherwise() throws {
        var random = SeededGenerator(seed: 12)
        var totals = UserTotals.sample(&random)
        totals.latestEnd = Self.asOf
        totals.states[.outOfMemory] = 3
        totals.gpuTypes = [.init(type: "a100", seconds: 7200), .init(type: "h100", seconds: 1)]
        var (read, damaged) = (0, 0)
        for (text, isKeyed) in Self.lines(totals, of: "alice") {
            var mutants: [[UInt8]] = []
            for place in text.indices {
                for byte in Self.bytes {
                    var mutant = text
                    mutant[place] = byte
                    mutants.append(mutant)
                }
                for piece in ["", "00", "1234567890", ".", ".5", "-", "e2", "\"", "\\u0041", ",", "{}", " ", "\n"] {
                    mutants.append(text[..<place] + Array(piece.utf8) + text[(place + 1)...])
                    mutants.append(text[..<place] + Array(piece.utf8) + text[place...])
                }
                mutants.append(Array(text[..<place]))
            }
            for mutant in mutants {
                let general = Self.general(mutant, isKeyed: isKeyed)
                if general == nil { damaged += 1 }
                guard let fast = Self.fast(mutant, isKeyed: isKeyed) else { continue }
                read += 1
                if fast != general {
                    Issue.record("\(String(decoding: mutant, as: UTF8.self)): \(fast), \(String(describing: general))")
                    return
                }
            }
        }
        #expect(read > 1000 && damaged > 10_000, "\(read) read, \(damaged) damaged")
    }

    /// The line that is not plain may stand anywhere among others, and its damage is where it would be without them.
    @Test func aFileIsReadByBothReadersInTurn() throws {
        var random = SeededGenerator(seed: 13)
        var rollup = DailyRollup(month: Self.month)
        for number in 0..<3 {
            for user in ["a", "b\"", "c", "é", "z"] {
                rollup.add(.sample(&random), user: user, day: Self.month.firstDay.adding(days: number))
            }
        }
        let bytes = DailyRollupCodec.encode(rollup, cluster: Self.cluster, asOf: Self.asOf)
        let content = try DailyRollupCodec.decode(bytes, path: "f", cluster: Self.cluster, month: Self.month)
        #expect(content.rollup == rollup)
        let one = try DailyRollupCodec.decode(
            bytes, path: "f", cluster: Self.cluster, month: Self.month, user: "c")
        #expect(one.rollup.days == rollup.days.mapValues { $0.filter { $0.key == "c" } })
        let text = String(decoding: bytes, as: UTF8.self)
        for (good, bad) in [("[\"z\",", "[\"c\","), ("[\"c\",", "[\"c\",-")] {
            let place = try #require(text.firstRange(of: good))
            let damaged = Self.sealed(text.replacing(good, with: bad, maxReplacements: 1))
            let offset = text.utf8.distance(from: text.startIndex, to: place.lowerBound)
            let error = #expect(throws: DamagedFile.self) {
                try DailyRollupCodec.decode(damaged, path: "f", cluster: Self.cluster, month: Self.month)
            }
            // The line begins behind the comma before it, a number behind the comma before that.
            #expect(error?.offset == (bad.hasSuffix("-") ? offset + 5 : offset - 1))
        }
    }

    private static func sealed(_ text: String) -> [UInt8] {
        let body = Array(text.utf8.dropLast(23))
        return body + Array("\"checksum\":\"".utf8) + Checksum.hexadecimal(Checksum.crc32c(body)) + Array("\"}\n".utf8)
    }
}
