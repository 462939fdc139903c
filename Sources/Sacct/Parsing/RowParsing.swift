import Glibc
import Scoreboard

/// An input whose rows are parsed, by ``ParallelParsing``: the part of the work that needs nothing but the bytes.
package struct RowParsing {
    /// How many threads parse besides the caller's, which also counts: one where there are two cores, and not more than the
    /// caller keeps up with.
    static let threadsBeside = max(1, min(2, sysconf(Int32(_SC_NPROCESSORS_ONLN)) - 1))
    /// How many parsers go through an input at most, at the same time.
    package static var parserCount: Int { threadsBeside + 1 }

    var reader: ChunkReader
    private let rules: ParsingRules
    private let cluster: String?
    /// State words that were met and are not known.
    package internal(set) var unknownStates: Set<String> = []

    /// - Parameters:
    ///   - layout: What the columns are; nil when the input begins with a header.
    ///   - rules: What the Slurm release and the site decide.
    ///   - cluster: Rows of another cluster are left out; nil takes them all.
    package init(layout: RowLayout?, rules: ParsingRules, cluster: String?) {
        reader = ChunkReader(layout: layout)
        self.rules = rules
        self.cluster = cluster
    }

    /// Bytes read so far.
    package var byteCount: Int { reader.lines.byteCount }
    /// Lines that were passed over because they were too long; what else was wrong, the batches tell.
    package var defects: DefectLog { reader.lines.defects }

    /// A parser for chunks of this input.
    func parser(_ number: Int) -> ChunkParser { ChunkParser(number: number, rules: rules, cluster: cluster) }
}
