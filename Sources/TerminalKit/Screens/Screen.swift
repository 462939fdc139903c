/// Where frames go and input comes from. One thread uses it; only `wake` may be called from others.
package protocol Screen: AnyObject {
    var size: Size { get }
    var glyphs: Glyphs { get }

    /// Shows a frame. Writes nothing when it equals the one shown.
    func present(_ frame: ScreenBuffer)

    /// Whether the terminal takes frames more slowly than they come; then nothing should move by itself.
    var isLagging: Bool { get }

    /// Waits for the next event, at most this long; nil when the time is over.
    func nextEvent(timeoutMilliseconds: Int) -> InputEvent?

    /// Shows what follows in this look, the whole screen at the next `present`.
    func apply(_ theme: Theme)

    /// Asks the terminal to put a text on its clipboard, between two frames.
    ///
    /// - Returns: False when it has none that a program can reach; nothing was sent then.
    func copy(_ text: String) -> Bool

    /// Draws everything anew at the next `present`, whatever the terminal shows.
    func redraw()

    /// Gives the terminal back, stops the process, and takes the terminal again when it is continued.
    func suspend()

    /// Gives the terminal back as it was. Further calls do nothing.
    func close()
}
