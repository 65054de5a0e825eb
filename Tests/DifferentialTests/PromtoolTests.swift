import Exposition
import Foundation
import TestSupport
import Testing

/// The reader of expositions against `promtool check metrics`.
@Suite(.enabled(if: DebianPrometheus.isUnpacked))
struct PromtoolTests {
  private static let texts = [
    "", "a 1", "a 1\n", "a 1\n\n# x\n", "a{} 1\n", "a{,} 1\n", "a{x=\"1\",} 1\n",
    "a{x=\"1\" ,  y = \"2\"  }  1\n", "a{x=\"1\",x=\"2\"} 1\n", "a{x=\"1\"}1\n", "a {x=\"1\"} 1\n",
    "a{__name__=\"b\"} 1\n", "a{1=\"1\"} 1\n", "a{x=1} 1\n", "a{x=\"1} 1\n", "a{x=\"\\q\"} 1\n",
    "a{x=\"1\n\"} 1\n", "a{x=\"\u{1F6A9}\"} 1\n", "a 0x1p3\n", "a 1_000\n", "a 1e999\n", "a +nan\n",
    "a NaN\n", "a 5.\n", "a .5\n", "a InF\n", "a -infinity\n", "a 1 1.5\n", "a 1 15\n", "a 1 15 \n",
    "a 1 \n", "a 1 +15\n", "a 1 x\n", "a\n", "a \n", "1a 1\n", "a 1\r\n", "a\t1\t5\n", "  a 1\n",
    "# HELP a x\n# HELP a y\na 1\n", "# HELP 1a x\na 1\n", "# HELP a x\\q\na 1\n", "# HELP\n",
    "# HELP a\n",
    "# TYPE a gauge\n# TYPE a gauge\na 1\n", "a 1\n# TYPE a gauge\n", "# TYPE a bogus\n",
    "# TYPE a counter \na 1\n", "# TYPE a GAUGE\na 1\n", "# TYPE a \na 1\n",
    "# TYPE a untyped\na 1\n",
    "# TYPE h histogram\nh_bucket{le=\"a\"} 1\n", "# TYPE h histogram\nh_bucket{le=\"1\"} 1\n",
    "# TYPE h histogram\nh_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 1\n",
    "# TYPE h histogram\nh 1\n",
    "# TYPE s summary\ns{quantile=\"x\"} 1\n", "# TYPE s summary\ns{quantile=\"0.5\"} 1\ns_sum 1\n",
    "# TYPE s summary\n# HELP s_sum x\n# HELP s x\ns 1\n", "a 1\na 2\n", "# EOF\n", "#EOF",
    "# \n#\n",
  ]

  @Test(arguments: texts)
  func refusesWhatPromtoolRefuses(text: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(text, to: "metrics")
    let outcome = try run([
      "sh", "-c", "exec \"$0\" check metrics <\"$1\"", DebianPrometheus.promtool, file,
    ])
    // 3 is said of what is well formed but bad style.
    let isFine = outcome.status == 0 || outcome.status == 3
    do throws(ExpositionError) {
      _ = try ExpositionFamily.families(in: Array(text.utf8), .text)
      #expect(isFine, "\(outcome.errors)")
    } catch {
      #expect(!isFine, "\(error)")
      #expect(outcome.errors.contains("line \(error.line):"), "\(error); \(outcome.errors)")
    }
  }

  @Test func whatTheWorldExposesPasses() throws {
    let text = try WorldData(seed: 1).text
    let families = try ExpositionFamily.families(in: text, .openMetrics)
    #expect(families.count > 40)
  }
}
