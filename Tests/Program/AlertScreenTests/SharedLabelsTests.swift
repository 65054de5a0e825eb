import Frames
import Testing

@testable import AlertScreen

struct SharedLabelsTests {
  private let shared = SharedLabels([
    "alertname": "QueueDepthHigh", "namespace": "prod", "queue": "a\"b", "service": "media",
    "severity": "warning",
  ])

  @Test(
    arguments: [
      (["app", "level", "pod"], ["app=media"]),
      (["service", "app"], ["service=media", "app=media"]),
      (["k8s_namespace_name", "service_name"], ["k8s_namespace_name=prod", "service_name=media"]),
      (
        ["resource.service.name", "span.queue", "span.http.method"],
        ["span.queue=a\"b", "resource.service.name=media"]
      ),
      (["alertname", "severity", "le"], []),
    ] as [([String], [String])])
  func namesOfOneThingAreKin(names: [String], found: [String]) {
    #expect(shared.candidates(among: names).map { "\($0.name)=\($0.value)" } == found)
  }

  @Test func aSelectorAndASearchAreMadeOfThem() {
    let pairs = shared.candidates(among: ["resource.service.name", "span.queue"])
    #expect(
      SharedLabels.search(for: pairs) == #"{ resource.service.name = "media" && status = error }"#)
    #expect(
      SharedLabels.search(for: [pairs[0]]) == #"{ span.queue = "a\"b" && status = error }"#)
    #expect(
      SharedLabels.selector(of: shared.candidates(among: ["app", "queue"]))
        == #"{queue="a\"b", app="media"}"#)
  }
}
