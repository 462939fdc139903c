import Settings
import Storage
import Testing

@Suite struct ClusterListTests {
    @Test func theListIsRead() throws {
        let (list, problems) = ClusterList.reading(
            Array(
                """
                {"schema_version":1,"_comment":"x","clusters":[
                {"name":"Negishi","display_name":"Negishi (2022)","time_zone":"America/Indiana/Indianapolis"},
                {"name":"geddes","excluded":true,"_why":"no users"},{"name":"bell"}]}
                """.utf8), path: "/c")
        #expect(problems.isEmpty)
        #expect(list.entries.map(\.name.text) == ["negishi", "geddes", "bell"])
        #expect(list.excluded == [try ClusterName("geddes")])
        #expect(list.displayNames == ["negishi": "Negishi (2022)"])
        #expect(list.entries[0].timeZone == "America/Indiana/Indianapolis")
        #expect(list.entries[2].timeZone == nil)
    }

    @Test(arguments: [
        (
            "{\"clusters\":[\n{\"name\":\"a\"},\n{\"name\":\"A\"}]}",
            "/c:3: the cluster \"a\" is listed twice, first on line 2", 1
        ),
        (
            "{\"clusters\":[{\"nam\":\"a\"}]}",
            "/c:1: \"nam\" is no key of this file, which has name, display_name, time_zone, excluded; did you mean \"name\"?",
            0
        ),
        ("{\"clusters\":[{\"excluded\":true}]}", "/c:1: a cluster has no \"name\"", 0),
        (
            "{\"clusters\":[{\"name\":\"a\",\n\"excluded\":\"no\"},{\"name\":\"b\"}]}",
            "/c:2: \"excluded\" is the text \"no\", which is neither true nor false", 1
        ),
        (
            "{\"clusters\":[{\"name\":\"a\",\"time_zone\":\"../etc/passwd\"}]}",
            "/c:1: \"time_zone\" is the text \"../etc/passwd\", which is no time zone like America/Indiana/Indianapolis or UTC",
            0
        ),
        (
            "{\"clusters\":[{\"name\":\"a\",\"display_name\":\"\\u001b[31m\"}]}",
            "/c:1: \"display_name\" holds control characters or is too long", 0
        ),
        ("{\"clusters\":{}}", "/c:1: \"clusters\" is a table: give a list of objects", 0),
        (
            "{\"cluster\":[]}",
            "/c:1: \"cluster\" is no key of this file, which has schema_version, clusters; did you mean \"clusters\"?",
            0
        ),
        ("{", "/c:1: it is no JSON of ours: it ends too early", 0),
    ])
    func mistakesAreTold(text: String, message: String, entries: Int) {
        let (list, problems) = ClusterList.reading(Array(text.utf8), path: "/c")
        #expect(problems.map(\.description) == [message])
        #expect(list.entries.count == entries)
    }
}
