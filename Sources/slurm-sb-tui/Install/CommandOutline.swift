import Storage

/// A command as the argument parser describes it (`--experimental-dump-help`): what manuals are made from.
struct CommandOutline {
    var name = ""
    var abstract = ""
    /// Paragraphs are parted by empty lines.
    var discussion = ""
    var isShown = true
    var arguments: [ArgumentOutline] = []
    var subcommands: [CommandOutline] = []

    /// - Parameter dump: The JSON of the parser, schema 0.
    init(dump: String) throws(JSONError) {
        var reader = JSONReader(Array(dump.utf8))
        var command: CommandOutline?
        try reader.object { (reader, key) throws(JSONError) in
            if key == "command" { command = try CommandOutline(&reader) } else { try reader.skip() }
        }
        guard let command else { throw JSONError(.missing("command"), at: reader.offset) }
        self = command
    }

    private init(_ reader: inout JSONReader) throws(JSONError) {
        var outline = CommandOutline()
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "commandName": outline.name = try reader.string()
            case "abstract": outline.abstract = try reader.string()
            case "discussion": outline.discussion = try reader.string()
            case "shouldDisplay": outline.isShown = try reader.bool()
            case "arguments":
                try reader.array { (reader, _) throws(JSONError) in
                    outline.arguments.append(try ArgumentOutline(&reader))
                }
            case "subcommands":
                try reader.array { (reader, _) throws(JSONError) in
                    outline.subcommands.append(try CommandOutline(&reader))
                }
            default: try reader.skip()
            }
        }
        self = outline
    }

    private init() {}
}
