import CNcurses
import Glibc
package import TerminalKit

/// ncursesw as a `Screen`. One thread owns it; only ``wake()`` may be called from another.
package final class CursesScreen: Screen {
    package let glyphs: Glyphs
    /// How many colours are used, after the terminal and the person were asked.
    package let depth: ColorDepth
    /// Why the terminal cannot show the deluxe look; nil when it can.
    package let deluxeProblem: DeluxeProblem?
    /// Whether it is shown.
    package let isDeluxe: Bool
    let window: UnsafeMutablePointer<WINDOW>
    /// Where keys are read. ncurses shows a window when a key is read from it, but never a pad.
    private let keyboard: UnsafeMutablePointer<WINDOW>
    private let screen: OpaquePointer
    /// As `TERM` says it.
    private let terminalType: String
    private let isInGNUScreen: Bool
    private var painter: any Painter
    private var shown: ScreenBuffer?
    private let inputDescriptor: Int32
    private let outputDescriptor: Int32
    /// Bytes arrive here from signal handlers and from `wake`; -1 when signals are not ours.
    private let signalDescriptor: Int32
    private var isClosed = false

    /// Takes the terminal of standard input and output.
    ///
    /// - Throws: ``TerminalProblem`` when there is none that can show a full screen; nothing was changed then.
    package convenience init(_ choices: TerminalChoices) throws {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw TerminalProblem.notATerminal }
        guard let type = getenv("TERM").map({ String(cString: $0) }), !type.isEmpty else {
            throw TerminalProblem.terminalTypeUnset
        }
        guard let input = cn_stdin(), let output = cn_stdout() else { throw TerminalProblem.notATerminal }
        // setupterm reports what initscr would end the process for.
        var problem: Int32 = 0
        guard setupterm(nil, STDOUT_FILENO, &problem) == OK else { throw TerminalProblem.unknownTerminalType(type) }
        let canMove = CursesScreen.capability("cup") != nil
        del_curterm(set_curterm(nil))
        guard canMove else { throw TerminalProblem.cursorCannotMove(type) }
        cn_remember_modes(STDOUT_FILENO)
        TerminalLocale.adopt()
        try self.init(
            type: type, input: input, output: output, choices: choices, variables: .ofProcess, ownsProcess: true)
    }

    /// - Parameters:
    ///   - type: The name of a terminfo entry.
    ///   - variables: What the environment says.
    ///   - ownsProcess: Whether signals and standard error belong to the screen; false for tests on files.
    init(
        type: String, input: UnsafeMutablePointer<FILE>, output: UnsafeMutablePointer<FILE>,
        choices: TerminalChoices, variables: TerminalVariables, ownsProcess: Bool
    ) throws {
        set_escdelay(25)
        // Before newterm, which takes only signals that nobody handles.
        let signals = ownsProcess ? cn_install_signal_handlers() : -1
        guard let screen = newterm(type, output, input), let window = cn_stdscr() else {
            if ownsProcess { cn_remove_signal_handlers() }
            throw TerminalProblem.refused(type)
        }
        signalDescriptor = signals
        self.screen = screen
        self.window = window
        terminalType = type
        isInGNUScreen = variables.isInGNUScreen
        let keyboard: UnsafeMutablePointer<WINDOW> = newpad(1, 1) ?? window
        self.keyboard = keyboard
        inputDescriptor = fileno(input)
        outputDescriptor = fileno(output)
        cbreak()
        noecho()
        nonl()
        keypad(keyboard, true)
        nodelay(keyboard, true)
        curs_set(0)
        var colors: Int32 = 0
        if has_colors() {
            start_color()
            use_default_colors()
            colors = cn_colors()
        }
        let wantsColors = !choices.noColor && !variables.forbidsColour
        let ability = DeluxeAbility(
            type: type, colours: Int(colors), variables: variables, wantsASCII: choices.ascii,
            wantsColour: wantsColors)
        deluxeProblem = ability.problem
        isDeluxe = choices.deluxe && deluxeProblem == nil
        if isDeluxe {
            depth = ability.hasTruecolor ? .truecolor : .palette256
            painter = DirectPainter(
                line: DescriptorLine(descriptor: outputDescriptor), theme: choices.theme, depth: depth)
        } else {
            depth = CursesScreen.depth(colors: colors, wanted: wantsColors)
            // Terminals of 2^24 colours take a number above 7 for RGB: they get the first eight.
            let pairs = ColorPairs(depth: depth, count: depth == .palette256 ? 256 : colors > 256 ? 8 : min(colors, 16))
            painter = CursesPainter(window: window, theme: choices.theme, pairs: pairs)
        }
        if choices.ascii || !TerminalLocale.isUTF8 {
            glyphs = .ascii
        } else {
            glyphs = type == "linux" ? .linuxConsole : .unicode
        }
        if choices.mouse {
            mousemask(CN_BUTTON1_PRESSED | CN_BUTTON1_CLICKED | CN_WHEEL_UP | CN_WHEEL_DOWN, nil)
            mouseinterval(0)
        }
        if isDeluxe { takeScreen() }
        if ownsProcess {
            cn_capture_standard_error()
            armRestore()
        }
    }

    deinit { close() }

    package var size: Size {
        Size(width: Int(getmaxx(window)), height: Int(getmaxy(window)))
    }

    /// Makes `nextEvent` return `InputEvent.woken`. From any thread.
    package static func wake() { cn_wake() }

    package func present(_ frame: ScreenBuffer) {
        guard !isClosed, frame != shown else { return }
        painter.paint(frame, since: frame.size == size ? shown : nil, size: size)
        shown = frame
    }

    package var isLagging: Bool { painter.isLagging }

    /// Has ncurses show its empty window: that is how it enters the full screen, at the start and after a suspension.
    /// From then on a painter that does not use ncurses has the screen for itself.
    private func takeScreen() {
        wnoutrefresh(window)
        doupdate()
    }

    /// The glyph as ncurses takes it; question marks when the C library disagrees about its width, since the columns
    /// after it would move.
    static func characters(_ glyph: String, width: Int) -> [wchar_t] {
        if let byte = glyph.utf8.first, byte < 0x80, glyph.utf8.count == 1 { return [wchar_t(byte)] }
        let widths = glyph.unicodeScalars.map(libraryWidth)
        guard widths.first == Int32(width), widths.dropFirst().allSatisfy({ $0 == 0 }) else {
            return Array(repeating: wchar_t(0x3F), count: width)
        }
        return glyph.unicodeScalars.map { wchar_t(bitPattern: $0.value) }
    }

    /// The C library's width of a scalar in the present locale; below zero when it does not know it.
    static func libraryWidth(_ scalar: Unicode.Scalar) -> Int32 { cn_wcwidth(scalar.value) }

    package func nextEvent(timeoutMilliseconds: Int) -> InputEvent? {
        guard !isClosed else { return .closed }
        // ncurses may hold what it has read already.
        if let event = readKey() { return event }
        var descriptors = [pollfd(fd: inputDescriptor, events: Int16(POLLIN), revents: 0)]
        if signalDescriptor >= 0 {
            descriptors.append(pollfd(fd: signalDescriptor, events: Int16(POLLIN), revents: 0))
        }
        let ready = poll(&descriptors, nfds_t(descriptors.count), Int32(clamping: timeoutMilliseconds))
        guard ready > 0 else { return nil }
        if descriptors.count > 1, descriptors[1].revents & Int16(POLLIN) != 0, let event = readSignal() {
            return event
        }
        if descriptors[0].revents & Int16(POLLIN) != 0 {
            if let event = readKey() { return event }
            if descriptors[0].revents & Int16(POLLHUP) != 0 { return .closed }
            return nil
        }
        return descriptors[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 ? .closed : nil
    }

    private func readSignal() -> InputEvent? {
        var byte: UInt8 = 0
        guard read(signalDescriptor, &byte, 1) == 1 else { return nil }
        switch Int32(byte) {
        case 0: return .woken
        case SIGWINCH:
            adoptTerminalSize()
            return .resized(size)
        case SIGTSTP: return .suspendRequested
        case let signal: return .terminated(signal: signal)
        }
    }

    private func readKey() -> InputEvent? {
        // A key that means nothing must not hide the one behind it.
        while true {
            var code: wint_t = 0
            switch wget_wch(keyboard, &code) {
            case OK:
                if let key = KeyDecoder.character(code) { return .key(key) }
            case KEY_CODE_YES:
                if Int32(bitPattern: code) == KEY_RESIZE { return .resized(size) }
                if Int32(bitPattern: code) == KEY_MOUSE {
                    if let event = KeyDecoder.mouse() { return .mouse(event) }
                } else if let key = KeyDecoder.functionKey(Int32(bitPattern: code)) {
                    return .key(key)
                }
            default: return nil
            }
        }
    }

    package func apply(_ theme: Theme) {
        guard theme != painter.theme else { return }
        painter.theme = theme
        shown = nil
    }

    package func copy(_ text: String) -> Bool {
        guard !isClosed, ClipboardSequence.isUnderstood(byTerminal: terminalType) else { return false }
        let bytes = ClipboardSequence.bytes(text, isInGNUScreen: isInGNUScreen)
        // Whoever painted has written all of the last frame, and knows nothing of this.
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { write(outputDescriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            start += count
        }
        return true
    }

    package func redraw() {
        shown = nil
        painter.forget()
    }

    private func adoptTerminalSize() {
        var columns: Int32 = 0
        var rows: Int32 = 0
        guard cn_terminal_size(outputDescriptor, &columns, &rows) else { return }
        resize_term(rows, columns)
        werase(window)
        redraw()
    }

    package func suspend() {
        guard !isClosed else { return }
        def_prog_mode()
        endwin()
        cn_disarm_restore()
        cn_restore_modes(outputDescriptor)
        cn_stop_self()
        reset_prog_mode()
        armRestore()
        adoptTerminalSize()
        redraw()
        if isDeluxe { takeScreen() }
    }

    /// From here on, a crash leaves the terminal as it was.
    private func armRestore() {
        CursesScreen.undoSequence.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                guard let start = characters.baseAddress else { return }
                _ = cn_arm_restore(outputDescriptor, start, characters.count)
            }
        }
    }

    package func close() {
        guard !isClosed else { return }
        isClosed = true
        endwin()
        if signalDescriptor >= 0 {
            cn_disarm_restore()
            cn_restore_modes(outputDescriptor)
            cn_release_standard_error()
            cn_remove_signal_handlers()
        }
        delscreen(screen)
    }

    /// The palette to use with so many colours.
    static func depth(colors: Int32, wanted: Bool) -> ColorDepth {
        guard wanted, colors >= 8 else { return .mono }
        return colors == 256 ? .palette256 : .sixteen
    }

    /// What leaves the full-screen state, for a crash: mouse off, plain colours, the keypad's and the cursor's normal
    /// state, the main screen.
    private static var undoSequence: [UInt8] {
        var bytes: [UInt8] = []
        if capability("kmous") != nil { bytes += Array("\u{1B}[?1000l\u{1B}[?1002l\u{1B}[?1003l\u{1B}[?1006l".utf8) }
        for name in ["sgr0", "op", "rmkx", "cnorm", "rmcup"] { bytes += capability(name) ?? [] }
        return bytes
    }

    /// A string capability of the present terminal, without its delays (`$<2>`); nil when it has none.
    private static func capability(_ name: String) -> [UInt8]? {
        guard let text = tigetstr(name), Int(bitPattern: text) > 0 else { return nil }
        var bytes: [UInt8] = []
        var isDelay = false
        let all = Array(String(cString: text).utf8)
        for (index, byte) in all.enumerated() {
            if byte == UInt8(ascii: "$"), index + 1 < all.count, all[index + 1] == UInt8(ascii: "<") { isDelay = true }
            if !isDelay { bytes.append(byte) }
            if byte == UInt8(ascii: ">") { isDelay = false }
        }
        return bytes
    }
}
