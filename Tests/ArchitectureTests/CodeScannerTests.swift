import Testing

@Suite struct CodeScannerTests {
    @Test(arguments: [
        ("a // b", "a "), ("a /* b */ c", "a  c"), ("a /* b /* c */ d */ e", "a  e"), ("a(\"b\")", "a()"),
        ("a(\"\\\"b\")c", "a()c"), ("a(#\"b\"c\"#)d", "a()d"), ("a(\"//\") // b", "a() "), ("\"a\\\\\"b", "b"),
        ("a = \"\"\"\n b {\n \"\"\"\nc", "a = \n\n\nc"), ("a /* b\nc */ d", "a \n d"),
        ("\"\"\"\na \\\nb\n\"\"\"\nc", "\n\n\n\nc"),
    ])
    func `Comments and literals are taken out, lines stay`(text: String, code: String) {
        #expect(CodeScanner.code(of: text).joined(separator: "\n") == code)
    }
}
