import Scoreboard
import Storage

extension SettingKind where Value == ExperienceScale {
    /// The most experience that a unit may give: more than a level needs is no scale.
    private static let mostPerUnit = 1e9

    /// Experience per unit, by the keys of metrics, over the standard scale.
    static let experienceScale = SettingKind(description: "a table of metrics with a number from 0 to 1e9 each") {
        node throws(ValueError) in
        var scale = ExperienceScale.standard
        for member in try node.pairs() {
            guard let metric = Metric(key: member.key) else {
                let keys = Metric.allCases.filter { !$0.isLoss }.map(\.key)
                throw ValueError.unknown(member.key, among: keys, line: member.line)
            }
            let key = member.key.debugDescription
            guard !metric.isLoss else {
                throw ValueError("holds \(key), more of which earns nothing: it has no level", line: member.line)
            }
            guard let number = number(member.value), (0...mostPerUnit).contains(number) else {
                throw ValueError(
                    "holds \(key) with \(member.value.inWords), which is not a number from 0 to 1e9", line: member.line)
            }
            scale.experiencePerUnit[metric] = number == 0 ? nil : number
        }
        guard !scale.experiencePerUnit.isEmpty else {
            throw ValueError("leaves no metric with a level: set levels to false to be without them")
        }
        return scale
    } text: { scale in
        scale.members.map { "\($0.key)=\(text(of: $0.perUnit))" }.joined(separator: ", ")
    } write: { scale, writer in
        writer.object { writer in
            for (key, perUnit) in scale.members {
                writer.key(key)
                writer.number(perUnit)
            }
        }
    }

    private static func number(_ node: SourceNode) -> Double? {
        let digits: String
        switch node.content {
        case .number(let text), .word(let text): digits = text
        default: return nil
        }
        var reader = JSONReader(Array(digits.utf8))
        guard let number = try? reader.number(), (try? reader.finish()) != nil else { return nil }
        return number.double
    }

    private static func text(of number: Double) -> String {
        var writer = JSONWriter()
        writer.number(number)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

extension ExperienceScale {
    /// What was taken off the standard scale stands there with 0, so that the text reads back as the same scale.
    fileprivate var members: [(key: String, perUnit: Double)] {
        Metric.allCases.compactMap { metric in
            if let perUnit = experiencePerUnit[metric] { return (metric.key, perUnit) }
            return ExperienceScale.standard.experiencePerUnit[metric] == nil ? nil : (metric.key, 0)
        }
    }
}
