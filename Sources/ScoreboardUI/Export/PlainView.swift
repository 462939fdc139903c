package import TerminalKit

/// What the present pane shows as plain lines: for terminals that cannot move their cursor, for pipes, and for screen
/// readers. Every row is there, with words in place of signs and no control character but the newline.
package func plainView(_ model: Model) -> String { LinearText.plain(linearView(model)) }

/// The same lines with the meaning of each part, for those who want colours.
package func linearView(_ model: Model) -> [StyledLine] {
    var document = model.pane.export(model.scene)
    if let message = model.scene.message, message.isWarning { document.notes.append(message.text) }
    return LinearText.lines(of: document, asciiOnly: model.scene.glyphs.isASCII)
}
