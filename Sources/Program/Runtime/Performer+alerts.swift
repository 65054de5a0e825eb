import AlertScreen
import Alerts
import App
import DataSources
import HTTP
import Queries
import Rules

extension Performer {
  func perform(_ effect: AlertEffect, for context: String) {
    switch effect {
    case .ask(let request):
      _ = post { client in
        .toldOfAlerts(context: context, request, await request.result(by: client))
      }
    case .perform(let deed):
      _ = post { client in
        .didForAlerts(
          context: context, deed, await deed.source.perform(deed.command, by: client))
      }
    case .audit(let lines, let batch):
      let audit = services.audit
      _ = post { _ in .audited(context: context, batch: batch, failure: audit(lines)) }
    case .note(let changes):
      let notes = services.notes
      _ = post { _ in .readNotes(context: context, notes(changes)) }
    case .evaluate(let question):
      _ = post { client in
        .evaluatedRule(context: context, question, await question.result(by: client))
      }
    case .ring, .say: break
    }
  }
}

extension AlertRequest {
  fileprivate func result(
    by client: any HTTPClient
  ) async -> Result<AlertReply, DataSourceError> {
    source.kind == .alertmanager
      ? await source.alertReport(by: client).map { .alertmanager($0) }
      : await source.ruleReport(by: client).map { .rules($0) }
  }
}

extension LocalEvaluation.Question {
  fileprivate func result(
    by client: any HTTPClient
  ) async -> Result<[RuleSample], DataSourceError> {
    let query = Query(
      panelID: 0, refID: "A", dataSource: .init(), expression: expression, mode: .instant,
      range: range)
    do throws(DataSourceError) {
      let response = try await source.send(try source.request(for: query), by: client)
      return .success(try source.answer(to: query, from: response).ruleSamples)
    } catch {
      return .failure(error)
    }
  }
}
