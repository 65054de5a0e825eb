package import DataSources
package import HTTP
package import Silences

extension DataSource {
  /// Asks an Alertmanager for its alerts and silences.
  package func alertReport(
    by client: any HTTPClient
  ) async -> Result<Alertmanager.Report, DataSourceError> {
    do throws(DataSourceError) {
      let alerts = try await send(Alertmanager.alerts(of: self), by: client)
      let silences = try await send(Alertmanager.silences(of: self), by: client)
      let status = try? Alertmanager.status(
        from: await send(Alertmanager.status(of: self), by: client), of: self)
      return .success(
        Alertmanager.Report(
          alerts: try Alertmanager.alerts(from: alerts, of: self),
          silences: try Alertmanager.silences(from: silences, of: self), status: status))
    } catch {
      return .failure(error)
    }
  }

  /// Sends what a keeper of a silence asks for, once.
  package func perform(
    _ command: SilenceKeeper.Command, by client: any HTTPClient
  ) async -> SilenceKeeper.Outcome {
    switch command {
    case .post(let draft, _):
      await .posted(
        result { () async throws(DataSourceError) in
          let response = try await send(Alertmanager.post(draft, to: self), by: client)
          return try Alertmanager.silenceID(from: response, of: self)
        })
    case .search:
      await .found(
        result { () async throws(DataSourceError) in
          let response = try await send(Alertmanager.silences(of: self), by: client)
          return try Alertmanager.silences(from: response, of: self)
        })
    case .expire(let id, _):
      await .expired(
        result { () async throws(DataSourceError) in
          let response = try await send(Alertmanager.expire(id, at: self), by: client)
          try Alertmanager.checkExpiry(from: response, of: self)
        })
    }
  }

  private func result<Success>(
    _ body: () async throws(DataSourceError) -> Success
  ) async -> Result<Success, DataSourceError> {
    do throws(DataSourceError) {
      return .success(try await body())
    } catch {
      return .failure(error)
    }
  }
}

extension DataSource {
  /// Asks a server for its rules and their alerts.
  package func ruleReport(
    by client: any HTTPClient
  ) async -> Result<RuleReport, DataSourceError> {
    await result { () async throws(DataSourceError) in
      try Prometheus.ruleReport(
        from: try await send(Prometheus.rules(of: self), by: client), of: self)
    }
  }

  /// Asks a server for its alerts alone.
  package func activeAlerts(
    by client: any HTTPClient
  ) async -> Result<Prometheus.Listing<RuleReport.ActiveAlert>, DataSourceError> {
    await result { () async throws(DataSourceError) in
      try Prometheus.alerts(
        from: try await send(Prometheus.alerts(of: self), by: client), of: self)
    }
  }
}
