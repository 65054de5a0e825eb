import ArgumentParser

@main
struct Hune: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hune", abstract: "A terminal dashboard for live observability.")
}
