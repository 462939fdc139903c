import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

/// Views as files, against files written by hand.
@Suite struct ExportTests {
    private var document: ExportDocument {
        var document = ExportDocument(["cpu-hours", "30d", "ALL"], title: "Sample")
        document.notes = ["Cluster ALL"]
        document.facts = [.init("window", "30d"), .init("asof", .none)]
        document.tables = [
            ExportTable(
                "rows",
                columns: [
                    .init("rank", "Rank"), .init("user", "Name", .left), .init("value", "XP"), .init("raw", nil),
                ],
                rows: [
                    [
                        ExportCell(count: 1), ExportCell("=cmd|'/C calc'!A0"), ExportCell(-1.5, "-1.5"),
                        ExportCell(.number(1_000_000), ""),
                    ],
                    [
                        ExportCell(count: 2), ExportCell("o\"ne, \u{1B}[31m\n"), ExportCell(0.1 + 0.2, "0.3"),
                        .unknown,
                    ],
                    [ExportCell(count: 10), ExportCell("李|x"), ExportCell(.nan, "?"), .unknown],
                ])
        ]
        return document
    }

    @Test func csv() {
        #expect(
            document.encoded(as: .csv) == """
                rank,user,value,raw\r
                1,'=cmd|'/C calc'!A0,-1.5,1000000\r
                2,"o""ne, ␛[31m␊",0.30000000000000004,\r
                10,李|x,,\r\n
                """)
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("a=1", "a=1"), ("", ""),
        ("a,b", "\"a,b\""), ("=a,b", "\"'=a,b\""), (" a", "\" a\""), ("\t=1", "␉=1"), ("a\r\nb", "a␍␊b"),
        ("\u{7F}\u{9B}é", "␡�é"),
    ])
    func csvFields(text: String, field: String) {
        #expect(CSVText.field(.text(text)) == field)
    }

    @Test func csvOfSeveralTables() {
        var document = ExportDocument(["a"], title: "A")
        document.tables = [
            ExportTable(
                "x", columns: [.init("k", "K"), .init("one", "One")], rows: [[ExportCell("a"), ExportCell("b")]]),
            ExportTable(
                "y", columns: [.init("two", "Two"), .init("k", "K")], rows: [[ExportCell("c"), ExportCell("d")]]),
        ]
        #expect(document.encoded(as: .csv) == "table,k,one,two\r\nx,a,b,\r\ny,d,,c\r\n")
        document.tables = []
        document.lines = ["one, two", ""]
        #expect(document.encoded(as: .csv) == "line\r\n\"one, two\"\r\n\"\"\r\n")
    }

    @Test func json() {
        #expect(
            document.encoded(as: .json) == """
                {"schema_version": 1,
                "window": "30d",
                "asof": null,
                "rows": [
                {"rank": 1, "user": "=cmd|'/C calc'!A0", "value": -1.5, "raw": 1000000},
                {"rank": 2, "user": "o\\"ne, \\u001b[31m\\n", "value": 0.30000000000000004, "raw": null},
                {"rank": 10, "user": "李|x", "value": null, "raw": null}
                ]}

                """)
        #expect(JSONText.string("\\\t\u{7F}\u{9B}") == #""\\\t\u007f\u009b""#)
    }

    @Test func text() {
        #expect(
            document.encoded(as: .text) == """
                SLURM SCOREBOARD: Sample
                Cluster ALL

                Rank  Name                 XP
                   1  =cmd|'/C calc'!A0  -1.5
                   2  o"ne, ␛[31m␊        0.3
                  10  李|x                  ?

                """)
        #expect(document.encoded(as: .text, asciiOnly: true).unicodeScalars.allSatisfy { $0.isASCII })
    }

    @Test func markdown() {
        #expect(
            document.encoded(as: .markdown) == """
                # SLURM SCOREBOARD: Sample

                Cluster ALL

                | Rank | Name | XP |
                | ---: | --- | ---: |
                | 1 | =cmd\\|'/C calc'!A0 | -1.5 |
                | 2 | o"ne, ␛\\[31m␊ | 0.3 |
                | 10 | 李\\|x | ? |

                """)
    }

    @Test func namesOfFilesLeadNowhere() {
        let document = ExportDocument(["user", "../../etc/passwd", "a b\u{1B}李"], title: "")
        #expect(document.fileName(.json, on: "2026-11-23") == "scoreboard-user-------etc-passwd-a-b---2026-11-23.json")
    }

    // MARK: - The panes

    private func records(_ text: String) -> [[String]] {
        text.split(separator: "\r\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    @Test func theBoardIsWhole() throws {
        var model = model()
        model.type("f")
        model.type("!eve")
        model.type(.enter)
        model.type("s")
        let document = model.pane.export(model.scene)
        let table = records(document.encoded(as: .csv))
        #expect(Array(table[0].prefix(4)) == ["rank", "user", "value", "clock_hours"])
        for metric in Metric.allCases { #expect(table[0].contains(metric.key)) }
        // The order of the screen: the lowest first; eve does not pass.
        #expect(
            table.dropFirst().map { Array($0.prefix(4)) } == [
                ["4", "dave", "20", "20"], ["2", "bob", "500", "500"], ["2", "carol", "500", "500"],
                ["1", "alice", "1000", "1000"],
            ])
        func field(_ row: Int, _ key: String) throws -> String {
            table[row][try #require(table[0].firstIndex(of: key))]
        }
        // 10,000 core-hours of all time are level 27; a tenth of 1000 in seven days; 1000 of 2023.
        #expect(try field(4, "level") == "27" && field(4, "experience") == "10000" && field(4, "gained_7d") == "100")
        #expect(try field(4, "share") == "\(1000.0 / 2023.0)" && field(4, "rank_change") == "1")
        #expect(try field(3, "rank_change") == "new" && field(3, "failure_rate") == "0.5")
        #expect(try field(4, "sum_max_mem_mb") == "2000000")
        let json = document.encoded(as: .json)
        #expect(json.contains(#""window": "30d""#) && json.contains(#""metric": "clock_hours""#))
        #expect(json.contains(#""cluster": "ALL""#) && json.contains(#""asof": "2026-11-23T11:58:00Z""#))
        #expect(json.contains(#"{"rank": 4, "user": "dave", "value": 20, "clock_hours": 20, "#))
        #expect(document.rowCount == 4)
    }

    @Test func whatWasNotCollectedIsNoZero() {
        var cluster = smallCluster()
        cluster.memoryIsCollected = false
        for index in cluster.users.indices { cluster.users[index].last30Days[.maxMemory] = 0 }
        let model = model([cluster], options: BoardOptions(root: "/d", subject: .metric(.maxMemory)))
        let json = model.pane.export(model.scene).encoded(as: .json)
        #expect(json.contains(#""rank": null, "user": "alice", "value": null"#))
        #expect(!json.contains(#""sum_max_mem_mb": 0"#))
        #expect(plainView(model).contains("memory was not collected"))
    }

    @Test func everyPaneExportsAsEverything() {
        var boards = [smallCluster(), largeCluster(count: 30)]
        boards[1].users[3].user = "=1+1"
        for pane in PaneRegistry.all {
            var model = Model(
                size: Size(width: 120, height: 36), now: sampleNow, options: BoardOptions(root: "/d"), pane: pane.name)
            let world = World(isBroken: true)
            for event in [Event.loaded(boards, at: sampleNow), .key(" "), .key("2"), .key(" ")] {
                world.update(event, &model)
            }
            world.update(.key(.character(Character("\(PaneRegistry.index(of: pane.name)! + 1)"))), &model)
            let document = model.pane.export(model.scene)
            for format in ExportFormat.allCases {
                let text = document.encoded(as: format)
                #expect(
                    text.unicodeScalars.allSatisfy {
                        $0.properties.generalCategory != .control || "\r\n".unicodeScalars.contains($0)
                    })
                for line in text.split(whereSeparator: \.isNewline) where format == .csv {
                    #expect(!line.split(separator: ",").contains { $0.hasPrefix("=") || $0.hasPrefix("@") })
                }
            }
            for table in document.tables {
                #expect(table.rows.allSatisfy { $0.count == table.columns.count }, "\(pane.name) \(table.name)")
            }
        }
    }

    @Test func aPlayersPage() {
        var model = model()
        World().update(.key(.enter), &model)
        let document = model.pane.export(model.scene)
        #expect(document.tables.map(\.name) == ["skills", "months", "days", "states"])
        let table = records(document.encoded(as: .csv))
        #expect(table[0].prefix(4) == ["table", "metric", "level", "value_alltime"])
        // Of all time alice has 10 times 1000 core-hours, and is the first of five by them.
        #expect(table.contains { $0.prefix(5) == ["skills", "clock_hours", "27", "10000", "1"] })
        #expect(table.count { $0[0] == "months" } == 24 && table.count { $0[0] == "days" } == 60)
        #expect(document.encoded(as: .json).contains(#"{"day": "2026-11-23", "clock_hours": 160,"#))
        #expect(document.fileName(.csv, on: "D") == "scoreboard-user-ALL-D.csv")
    }

    @Test func healthBloomAndCompare() {
        var model = model()
        World().update(.key("3"), &model)
        var text = model.pane.export(model.scene).encoded(as: .json)
        #expect(text.contains(#"{"cluster": "bell", "state": "1m ago", "last_success": "2026-11-23T11:59:00Z""#))
        #expect(text.contains(#""kind": "put off""#) && text.contains(#""history_done": 0.253"#))
        World().update(.key("4"), &model)
        text = model.pane.export(model.scene).encoded(as: .csv)
        // 12,000 of 16,384: 20 bits each.
        #expect(text.contains("bell,2025-12,12000,16384,0.732421875,0.3662109375,"))
        #expect(records(text).count == 41)
        World().update(.key("1"), &model)
        model.type(" ", .down, " ", "c")
        let document = model.pane.export(model.scene)
        #expect(document.rowCount == 2)
        #expect(document.encoded(as: .csv).contains("\r\nalice,"))
    }

    /// A pane that says nothing of its own exports what is on the screen.
    @Test func theScreensLines() {
        var model = model()
        model.type("5")
        let pane = SketchPane(BoardOptions(root: "/d"))
        let document = pane.export(model.scene)
        #expect(document.lines == ["Name   Jobs", "alice  12", "", "bob b  3"])
        #expect(document.encoded(as: .csv) == "line\r\nName   Jobs\r\nalice  12\r\n\"\"\r\nbob b  3\r\n")
        #expect(document.encoded(as: .text) == "SLURM SCOREBOARD: Sketch\n\nName   Jobs\nalice  12\n\nbob b  3\n")
        #expect(pane.copiedFields(model.scene) == ["bob b", "3"])
    }

    // MARK: - From key to file

    @Test func chooserPromptFile() throws {
        var model = model()
        model.type("e")
        #expect(model.scope == .chooser && model.contains("Markdown"))
        #expect(model.type(.down, .enter) == [])
        #expect(model.scene.prompt?.string == "scoreboard-cpu-hours-30d-ALL-2026-11-23.json")
        #expect(model.contains("Write to"))
        model.type(.control("u"))
        model.type("~/x.json")
        let effects = model.type(.enter)
        guard case .export(let request)? = effects.first else {
            Issue.record("nothing is written")
            return
        }
        #expect(request.file == "~/x.json" && request.rowCount == 5 && !request.overwrites)
        #expect(request.content.hasPrefix("{\"schema_version\": 1,"))
        _ = update(.exported(.written(path: "/home/me/x.json", rowCount: 5), at: sampleNow), &model)
        #expect(model.contains("Written: /home/me/x.json (5 rows)"))
        // The format is chosen again the next time.
        model.type("e", .enter)
        #expect(model.scene.exportFormat == .json)
        #expect(model.type(.escape) == [] && model.scene.prompt == nil)
    }

    @Test func straightAwayByCommand() {
        var model = model()
        model.type(":")
        model.type("export csv")
        guard case .export(let request)? = model.type(.enter).first else {
            Issue.record("nothing is written")
            return
        }
        #expect(request.file == "scoreboard-cpu-hours-30d-ALL-2026-11-23.csv")
        model.type(":")
        model.type("export text my file.txt")
        #expect(
            model.type(.enter).contains { if case .export(let it) = $0 { it.file == "my file.txt" } else { false } })
    }

    /// A long path loses its beginning: the name, the rows and what a key does are more.
    @Test func aLongPathLeavesRoomForWhatMatters() {
        var model = model(width: 80, height: 24)
        let path = "/scratch/hammer/" + String(repeating: "d", count: 60) + "/board.csv"
        _ = update(.exported(.written(path: path, rowCount: 5), at: sampleNow), &model)
        #expect(model.contains(" Written: …ddd") && model.contains("ddd/board.csv (5 rows) "))
        let request = ExportRequest(file: path, content: "a", rowCount: 1)
        _ = update(.exported(.exists(path: path, request), at: sampleNow), &model)
        let question = model.lines[23]
        #expect(question.hasPrefix(" Overwrite?  …d"))
        #expect(question.contains("/board.csv exists: y overwrites, n keeps it"))
    }

    @Test func aFileThatIsThereIsAskedFor() {
        var model = model()
        let request = ExportRequest(file: "x.csv", content: "a", rowCount: 1)
        _ = update(.exported(.exists(path: "/tmp/x.csv", request), at: sampleNow), &model)
        #expect(model.contains("/tmp/x.csv exists: y overwrites"))
        #expect(model.type("n") == [])
        #expect(model.contains("Nothing was written: x.csv is as it was."))
        _ = update(.exported(.exists(path: "/tmp/x.csv", request), at: sampleNow), &model)
        var overwriting = request
        overwriting.overwrites = true
        #expect(model.type("y") == [.export(overwriting)])
        #expect(model.scene.prompt == nil && model.scene.pendingExport == nil)
        _ = update(.exported(.failed("no room"), at: sampleNow), &model)
        #expect(model.contains("no room"))
        // Whoever types something else meanwhile is not interrupted.
        model.type("f")
        _ = update(.exported(.exists(path: "/tmp/x.csv", request), at: sampleNow), &model)
        #expect(model.scene.prompt?.kind == .filter && model.contains("Export again"))
    }

    @Test func nothingToExportIsSaid() {
        var model = model([])
        for key: Key in ["1", "2", "7"] {
            model.type(key)
            model.type("e", .enter)
            #expect(model.scene.prompt == nil)
            #expect(model.contains("There is nothing to export here yet."))
        }
    }
}

/// A pane made by somebody who thought of no export.
private struct SketchPane: Pane {
    static let name = "sketch"
    static let title = "Sketch"
    static let scope = Action.Scope.live
    init(_ options: BoardOptions) {}
    func footerActions(_ scene: Scene) -> [Action] { [] }
    mutating func standingsChanged(_ scene: inout Scene) {}
    mutating func perform(_ action: Action, _ scene: inout Scene) -> [Effect] { [] }
    mutating func settle(_ scene: inout Scene) -> [Effect] { [] }
    func render(into buffer: inout ScreenBuffer, _ scene: Scene) {
        buffer.write("Name   Jobs", x: 2, y: 1, role: .header)
        buffer.write("alice  12", x: 2, y: 2)
        buffer.fill(Rect(x: 1, y: 6, width: 50, height: 1), isSelected: true)
        buffer.write(buffer.glyphs.pointer, x: 1, y: 6, role: .pointer, isSelected: true)
        buffer.write("bob b  3", x: 2, y: 6, isSelected: true)
        buffer.fill(Rect(x: 60, y: 1, width: 1, height: 8), glyph: "|", role: .border)
    }
}
