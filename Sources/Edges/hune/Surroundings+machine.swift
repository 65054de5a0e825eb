import Configuration
import Files
import Glibc

extension Surroundings {
  /// This process's environment, and the files of the machine.
  static let current: Surroundings = {
    var surroundings = Surroundings(
      environment: { name in getenv(name).map { String(cString: $0) } },
      file: { ConfigurationFile.read($0) })
    surroundings.themes = { ThemeLibrary(paths: .current()).names }
    return surroundings
  }()

  /// With the layouts that are found beside a folder of the operator's.
  static func current(layouts folder: String?) -> Surroundings {
    var surroundings = current
    surroundings.layouts = { configured in
      LayoutLibrary(explicit: folder ?? configured, paths: .current()).names
    }
    return surroundings
  }
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
