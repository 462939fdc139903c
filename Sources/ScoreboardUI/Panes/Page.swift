import TerminalKit

/// Sections below and beside each other, higher than the screen if need be.
struct Page {
    /// Sections side by side, each a column of them; the widths and gaps add up to the page's.
    struct Band {
        var columns: [[Section]]
        var widths: [Int]
    }

    static let gutter = 3
    private(set) var bands: [Band] = []
    let width: Int

    init(width: Int) {
        self.width = width
    }

    /// Adds a section over the whole width.
    mutating func add(_ section: Section) {
        bands.append(Band(columns: [[section]], widths: [width]))
    }

    /// Adds columns side by side: the first ones take the widths that are given, the last one the rest.
    mutating func add(_ columns: [[Section]], firstWidths: [Int]) {
        let used = firstWidths.reduce(0) { $0 + $1 + Page.gutter }
        bands.append(Band(columns: columns, widths: firstWidths + [max(0, width - used)]))
    }

    /// Rows of everything, with a free one between two sections.
    var height: Int { max(0, bands.reduce(0) { $0 + Page.height($1) + 1 } - 1) }

    private static func height(_ band: Band) -> Int {
        band.columns.map { column in column.reduce(-1) { $0 + $1.height + 2 } }.max() ?? 0
    }

    /// Draws the part of the page that begins `offset` rows from its top.
    func render(into buffer: inout ScreenBuffer, _ area: Rect, offset: Int) {
        let clip = buffer.clip
        buffer.clip = area
        var top = area.y - offset
        for band in bands {
            var x = area.x
            for (column, width) in zip(band.columns, band.widths) {
                var y = top
                for section in column {
                    let body = Rect(x: x, y: y + 1, width: width, height: section.height)
                    if body.maxY > area.y, y < area.maxY {
                        buffer.drawRule(section.title, note: section.note, x: x, y: y, width: width)
                        section.draw(&buffer, body)
                    }
                    y += section.height + 2
                }
                x += width + Page.gutter
            }
            top += Page.height(band) + 1
        }
        buffer.clip = clip
    }

    /// How far down the page can be scrolled on so many rows.
    func lastOffset(rows: Int) -> Int { max(0, height - rows) }
}
