import Testing

@testable import App

@Test(
  arguments: [
    (#"{"a":"[","b":"x,y"}"#, [#"{"a":"[","b":"x,y"}"#]),
    (#"{"a":[1,2],"b":"x,y"}"#, ["{", #"  "a": [1,2],"#, #"  "b": "x,y""#, "}"]),
    (
      #"{"data":{"result":[{"values":[[1,"2"],[3,"}"]]}]}}"#,
      [
        "{", #"  "data": {"#, #"    "result": ["#, "      {", #"        "values": ["#,
        #"          [1,"2"],"#, #"          [3,"}"]"#, "        ]", "      }", "    ]", "  }", "}",
      ]
    ),
    (
      #"{"a":{"cut":[1,{"b":"no end"#,
      ["{", #"  "a": {"#, #"    "cut": ["#, "      1,", "      {", #"        "b": "no end"#]
    ),
    ("", []), ("plain text", ["plaintext"]), ("]]}", ["]", "]", "}"]), (#""\"#, [#""\"#]),
  ] as [(String, [String])])
func rawJSONIsBrokenIntoLines(text: String, lines: [String]) {
  #expect(JSONOutline.lines(of: Array(text.utf8)) == lines)
}

@Test func theOutlineIsBounded() {
  let deep = String(repeating: "[[", count: 50_000)
  #expect(JSONOutline.lines(of: Array(deep.utf8), limit: 100).count == 100)
}
