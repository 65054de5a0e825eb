import DataSources
import HTTP
import TraceScreen

extension TracesRequest {
  func result(by client: any HTTPClient) async -> Result<TracesReply, DataSourceError> {
    let reader = TraceReader(source, client)
    do throws(DataSourceError) {
      switch question {
      case .search(let query, let range, let limit):
        return .success(.found(try await reader.search(query, in: range, limit: limit)))
      case .trace(let id): return .success(.trace(try await reader.trace(id)))
      case .names(let range): return .success(.names(try await reader.names(in: range)))
      case .values(let name, let range):
        return .success(.values(try await reader.values(of: name, in: range)))
      }
    } catch {
      return .failure(error)
    }
  }
}
