import Storage

/// An argument of a command as the argument parser describes it.
struct ArgumentOutline {
    /// With their dashes, the short ones first; empty for one that is told by its place.
    var names: [String] = []
    /// What stands for the value; nil for a flag.
    var valueName: String?
    var abstract = ""
    var discussion = ""
    var defaultValue: String?
    var isOptional = true
    var isRepeating = false
    var isShown = true

    init(_ reader: inout JSONReader) throws(JSONError) {
        var outline = ArgumentOutline()
        var kind = ""
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "kind": kind = try reader.string()
            case "names":
                try reader.array { (reader, _) throws(JSONError) in
                    outline.names.append(try ArgumentOutline.name(&reader))
                }
            case "valueName": outline.valueName = try reader.string()
            case "abstract": outline.abstract = try reader.string()
            case "discussion": outline.discussion = try reader.string()
            case "defaultValue": outline.defaultValue = try reader.string()
            case "isOptional": outline.isOptional = try reader.bool()
            case "isRepeating": outline.isRepeating = try reader.bool()
            case "shouldDisplay": outline.isShown = try reader.bool()
            default: try reader.skip()
            }
        }
        if kind == "flag" { outline.valueName = nil }
        self = outline
    }

    private init() {}

    private static func name(_ reader: inout JSONReader) throws(JSONError) -> String {
        var (kind, name) = ("", "")
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "kind": kind = try reader.string()
            case "name": name = try reader.string()
            default: try reader.skip()
            }
        }
        return (kind == "long" ? "--" : "-") + name
    }
}
