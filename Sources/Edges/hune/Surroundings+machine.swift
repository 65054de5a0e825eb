import Configuration
import Files
import Glibc

extension Surroundings {
  /// This process's environment, and the files of the machine.
  static let current = Surroundings(
    environment: { name in getenv(name).map { String(cString: $0) } },
    file: { ConfigurationFile.read($0) })
}

extension ConfigurationFile {
  /// A file with who can get at it; `-` is standard input.
  static func read(_ path: String) -> Result<ConfigurationFile, Surroundings.Unreadable> {
    do {
      if path == "-" {
        return .success(
          ConfigurationFile(
            path: path, bytes: try File.readStandardInput(), othersCanRead: false,
            othersCanWrite: false))
      }
      let mode = File.mode(of: path) ?? 0
      return .success(
        ConfigurationFile(
          path: path, bytes: try File.read(path), othersCanRead: mode & 0o044 != 0,
          othersCanWrite: mode & 0o022 != 0))
    } catch {
      return .failure(.init(error.reason))
    }
  }
}
