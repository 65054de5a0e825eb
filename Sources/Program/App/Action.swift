package import AlertScreen
package import Alerts
package import Cells
package import Configuration
package import Dashboards
package import DataSources
package import LogScreen
package import Rules
package import Silences
package import Times
package import TraceScreen

/// All that can happen to the program: keys, answers, the passing of time. Each is a value, and
/// the moment it happened at comes with it.
package struct Action: Sendable {
  package var event: Event
  package var at: Instant

  package init(_ event: Event, at: Instant) {
    self.event = event
    self.at = at
  }

  package enum Event: Sendable {
    case started
    case key(Key)
    case resized(width: Int, height: Int)
    /// The deadline that the state asked for has come.
    case deadline
    case fetched(Fetch.ID, Result<Answer, DataSourceError>)
    case tailed(Fetch.ID, Result<Answer, DataSourceError>)
    case countedTail(Fetch.ID, Result<Answer, DataSourceError>)
    case askedLogs(LogsRequest, Result<LogsReply, DataSourceError>)
    case askedTraces(TracesRequest, Result<TracesReply, DataSourceError>)
    case foundExemplars(Fetch.ID, Result<[Exemplar], DataSourceError>)
    case inquired(Fetch.ID, Result<Answer, DataSourceError>)
    case listed(context: Int = 0, view: Int, variable: String, Result<[String], DataSourceError>)
    case probed(source: String, Result<String, DataSourceError>)
    /// How many alerts fire in a context that may not be on the screen.
    case surveyed(context: Int, Result<Answer, DataSourceError>)
    /// The alerts of a context with what they say.
    case surveyedAlerts(
      context: Int, Result<Prometheus.Listing<RuleReport.ActiveAlert>, DataSourceError>)
    case contextOpened(Int, [ViewState])
    case dashboardOpened(String, Result<Dashboard, InputProblem>)
    /// What a source says of its alerts.
    case toldOfAlerts(
      context: String, AlertRequest, Result<AlertReply, DataSourceError>)
    /// What came of something that was asked of an Alertmanager.
    case didForAlerts(context: String, AlertDeed, SilenceKeeper.Outcome)
    /// The result of a rule's expression, where no server evaluates the rule.
    case evaluatedRule(
      context: String, LocalEvaluation.Question, Result<[RuleSample], DataSourceError>)
    /// Lines stand in the audit, or why they do not.
    case audited(context: String, batch: Int?, failure: String?)
    /// The acknowledgements of all hunes of this user on this machine.
    case readNotes(context: String, [AlertNote])
    /// What a source of lines or spans shares with an alert.
    case foundEvidence(EvidenceRequest, Result<[SharedLabels.Candidate], DataSourceError>)
    /// A theme can't be read, and why.
    case themeRefused(String, reason: String)
    /// Files of the operator's have changed.
    case filesChanged(Set<ChangedFiles>)
    /// The configured rules, by context.
    case rulesRead(Result<[String: [RuleGroup]], InputProblem>)
    case configurationRead(Result<Configuration, InputProblem>)
    case dashboardReloaded(String, Result<Dashboard, InputProblem>)
    case runbookRead(RunbookPage.Subject, String?)
    case inventoryTaken(Inventory)
    case dashboardsFound(Dashboard.TagLink, [State.TaggedDashboard])
    case suggested(Suggestions, Result<[String], DataSourceError>)
    case scraped(source: String, Result<[ScrapeTarget], DataSourceError>)
    case wrote(FileWrite, FileWrite.Failure?)
    case measured(Cost)
    /// Stopped by Ctrl-Z and brought back.
    case resumed
  }
}
