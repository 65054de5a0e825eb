import Testing
import Times

/// 2026-11-21 14:32:30.125 UTC, a Saturday.
private let moment = Instant(milliseconds: 1_795_271_550_125)

@Test(arguments: [
  ("YYYY-MM-DD HH:mm:ss.SSS", "2026-11-21 14:32:30.125"), ("D/M/YY h:mm a", "21/11/26 2:32 pm"),
  ("dddd, MMMM Do", "Saturday, November 21st"), ("ddd MMM hh A", "Sat Nov 02 PM"),
  ("[at] HH[h]", "at 14h"), ("X x", "1795271550 1795271550125"), ("Z ZZ", "+00:00 +0000"),
  ("DDD Q E", "325 4 6"), ("LT", "2:32 PM"), ("", ""), ("[o", "[o"),
])
func aMomentIsWrittenByAPattern(pattern: String, text: String) {
  #expect(Calendar(.utc).text(moment, pattern: pattern) == text)
}
