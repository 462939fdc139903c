import CNcurses
import TerminalKit

/// Keys and mouse as ncurses reports them, in our words.
enum KeyDecoder {
    /// A key that terminfo knows; nil for those that mean nothing to us.
    static func functionKey(_ code: Int32) -> Key? {
        switch code {
        case KEY_UP: .up
        case KEY_DOWN: .down
        case KEY_LEFT: .left
        case KEY_RIGHT: .right
        case KEY_HOME, KEY_FIND: .home
        case KEY_END, KEY_SELECT: .end
        case KEY_PPAGE: .pageUp
        case KEY_NPAGE: .pageDown
        case KEY_BTAB: .backTab
        case KEY_BACKSPACE: .backspace
        case KEY_DC: .delete
        case KEY_ENTER: .enter
        default: (1...12).first { cn_key_f(Int32($0)) == code }.map { .function($0) }
        }
    }

    /// A character that was typed; nil for control characters that mean nothing to us.
    static func character(_ value: UInt32) -> Key? {
        switch value {
        case 0x0A, 0x0D: return .enter
        case 0x09: return .tab
        case 0x1B: return .escape
        case 0x08, 0x7F: return .backspace
        case 0x01...0x1A: return Unicode.Scalar(value + 0x60).map { .control(Character($0)) }
        case 0x00, 0x1C...0x1F: return nil
        default: return Unicode.Scalar(value).map { .character(Character($0)) }
        }
    }

    /// A press or a turn of the wheel; nil for releases and other buttons.
    static func mouse() -> MouseEvent? {
        var event = MEVENT()
        guard getmouse(&event) == OK else { return nil }
        let point = Point(x: Int(event.x), y: Int(event.y))
        if event.bstate & CN_WHEEL_UP != 0 { return MouseEvent(.wheelUp, at: point) }
        if event.bstate & CN_WHEEL_DOWN != 0 { return MouseEvent(.wheelDown, at: point) }
        if event.bstate & (CN_BUTTON1_PRESSED | CN_BUTTON1_CLICKED) != 0 { return MouseEvent(.press, at: point) }
        return nil
    }
}
