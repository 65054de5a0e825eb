import DataSources
import Files
import Glibc
import HTTP
import Matchers
import Runtime
import Silences
import Times

/// Makes silences, or ends them, one after the other, each written down before and after.
struct SilenceWork {
  var office: AlertOffice
  var deed: AuditEntry.Deed
  /// How long a server that does not answer is asked again.
  var patience = Span.seconds(30)

  /// Runs a keeper until its silence is there, or gone, or can't be.
  mutating func run(_ keeper: SilenceKeeper) throws -> SilenceKeeper {
    try write(keeper, .intended)
    var keeper = keeper
    let end = Program.uptime() + patience
    while !keeper.isSettled, Program.uptime() < end {
      let now = Program.clock()
      guard let command = keeper.next(at: now), let source = office.source(command.source) else {
        guard let retryAt = keeper.retryAt else { break }
        usleep(UInt32(clamping: max(1, min(5_000, (retryAt - now).milliseconds)) * 1_000))
        continue
      }
      let outcome = office.ask { client in await source.perform(command, by: client) }
      keeper.take(outcome, askedAt: now, at: Program.clock())
    }
    let outcome = outcome(of: keeper)
    do throws(FileError) {
      try office.note(entry(keeper, outcome))
    } catch {
      AlertOffice.say("hune: the audit can't be written: \(error)")
    }
    return keeper
  }

  private func outcome(of keeper: SilenceKeeper) -> AuditEntry.Outcome {
    switch keeper.phase {
    case .held where keeper.isSettled: .done
    case .done: .done
    case .failed(let reason): .failed(reason)
    default: .failed(keeper.problem ?? "no answer")
    }
  }

  func entry(_ keeper: SilenceKeeper, _ outcome: AuditEntry.Outcome) -> AuditEntry {
    AuditEntry(
      at: Program.clock(), author: office.author.description, host: office.author.host,
      context: office.program.settings.context, sources: keeper.realm.sources, deed: deed,
      matchers: keeper.matchers, comment: keeper.comment, marker: keeper.marker,
      silenceID: keeper.id, endsAt: keeper.endsAt, outcome: outcome)
  }

  /// Writes down what is about to be sent; where that fails, the operator decides.
  private mutating func write(_ keeper: SilenceKeeper, _ outcome: AuditEntry.Outcome) throws {
    do throws(FileError) {
      try office.note(entry(keeper, outcome))
    } catch {
      AlertOffice.say("hune: the audit can't be written: \(error)")
      guard AlertOffice.answer(to: "Send it without an audit? [y/N] ")?.lowercased() == "y" else {
        throw Failure(
          code: 4, message: "hune: nothing was sent (--without-audit sends it all the same)")
      }
      // Asked once, not for each of many.
      office.isUnaudited = true
    }
  }
}
