import HTTP
import Testing

@Test(
  arguments: [
    ("a%20b", "a b"), ("a+b", "a+b"), ("%C3%bc", "ü"), ("%", nil), ("%4", nil), ("%zz", nil),
    ("%ff", nil), ("", ""),
  ] as [(String, String?)])
func segmentsAreDecodedOrRefused(text: String, decoded: String?) {
  #expect(PercentEncoding.decoded(text) == decoded)
}

@Test func fieldsComeInTheirOrder() {
  let fields = PercentEncoding.fields("a=1&b=x+y%26&a=2&kiosk&=z&c=%f&d==")
  #expect(fields.map(\.name) == ["a", "b", "a", "kiosk", "d"])
  #expect(fields.map(\.value) == ["1", "x y&", "2", "", "="])
}

@Test func whatIsWrittenAsAFormIsReadFromIt() {
  let fields = [("query", "sum(rate(x{a=\"ü &+%\"}[5m]))"), ("q", "")]
  let read = PercentEncoding.fields(String(decoding: PercentEncoding.form(fields), as: UTF8.self))
  #expect(read.map(\.name) == fields.map(\.0))
  #expect(read.map(\.value) == fields.map(\.1))
}
