import Benchmark
import TerminalKit

/// What is looked for between two frames before anything is written: the parts that differ.
enum FrameBenchmarks {
    static func register() {
        for size in [Size(width: 120, height: 36), Size(width: 320, height: 90)] {
            let frame = frame(size, selected: 3)
            let next = Self.frame(size, selected: 4)
            let other = Self.frame(size, selected: 3, offset: 7)
            for (name, later, rows) in [
                ("the same", frame, 0...0), ("the selection moved", next, 2...2),
                ("all rows differ", other, size.height...size.height),
            ] {
                Benchmark("Frame \(size.width)x\(size.height): 100 comparisons, \(name)") { benchmark in
                    var changed = 0
                    for _ in 0..<100 { changed = later.changes(since: frame).count }
                    guard rows.contains(changed) else { return benchmark.error("\(changed) rows changed") }
                }
            }
        }
    }

    private static func frame(_ size: Size, selected: Int, offset: Int = 0) -> ScreenBuffer {
        var frame = ScreenBuffer(size: size)
        for y in 0..<size.height {
            let number = y + offset
            let line = "\(number + 1) user\(number) \(number * 7_919) ━━━━━━━ \(number * 31 % 97)% ▁▂▃▄▅▆▇ 李 "
            let text = String(repeating: line, count: size.width / line.count + 1)
            frame.write(text, x: 0, y: y, isSelected: y == selected)
        }
        return frame
    }
}
