import HTTP
import NIOCore
import NIOHTTP1

/// Collects a request of a connection, has it answered, and writes the answer. The pipeline hands
/// over the next request only when this one is answered.
final class RequestHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let client: any HTTPClient
  /// Where the client is asked; the default pool may be full of those who wait for the answer.
  private let executor: (any TaskExecutor)?
  private let limits: HTTPServer.Limits
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []
  /// Whether the request was refused before its end, so that what is left of it is passed over.
  private var isRefused = false
  private var task: Task<Void, Never>?

  init(client: any HTTPClient, limits: HTTPServer.Limits, executor: (any TaskExecutor)?) {
    self.executor = executor
    self.client = client
    self.limits = limits
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body = []
      isRefused = false
    case .body(let buffer):
      guard !isRefused else { return }
      guard body.count + buffer.readableBytes <= limits.bodyBytes else {
        isRefused = true
        write(refusal(413, "the request is too large"), isLast: true, context)
        return
      }
      body += buffer.readableBytesView
    case .end:
      guard !isRefused, let head else { return }
      answer(head, context)
    }
  }

  private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    let isLast = !head.isKeepAlive
    guard let request = request(head) else {
      write(refusal(405, "the method is not allowed"), isLast: isLast, context)
      return
    }
    let promise = context.eventLoop.makePromise(of: HTTPResponse.self)
    let client = client
    promise.futureResult.assumeIsolated().whenSuccess { [self] response in
      task = nil
      guard context.channel.isActive else { return }
      write(response, isLast: isLast, context)
    }
    task = Task(executorPreference: executor) {
      do throws(HTTPError) {
        promise.succeed(try await client.send(request))
      } catch {
        promise.succeed(refusal(error.code == .timedOut ? 504 : 502, error.detail))
      }
    }
  }

  private func request(_ head: HTTPRequestHead) -> HTTPRequest? {
    let method: HTTPRequest.Method
    switch head.method {
    case .GET, .HEAD: method = .get
    case .POST: method = .post
    case .DELETE: method = .delete
    default: return nil
    }
    return HTTPRequest(
      method, url: "http://\(head.headers.first(name: "host") ?? "localhost")\(head.uri)",
      headers: head.headers.map { HTTPRequest.Header($0.name, $0.value) }, body: body)
  }

  private func write(_ response: HTTPResponse, isLast: Bool, _ context: ChannelHandlerContext) {
    // The body is whole and decoded: these are for the connection that it came by.
    let dropped: Set = ["connection", "content-encoding", "content-length", "transfer-encoding"]
    var headers = HTTPHeaders(
      response.headers.filter { !dropped.contains($0.name.lowercased()) }
        .map { ($0.name, $0.value) })
    headers.add(name: "Content-Length", value: String(response.body.count))
    if isLast { headers.add(name: "Connection", value: "close") }
    let head = HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: response.status), headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if self.head?.method != .HEAD {
      let buffer = context.channel.allocator.buffer(bytes: response.body)
      context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
    }
    let written = context.eventLoop.makePromise(of: Void.self)
    if isLast {
      let channel = context.channel
      written.futureResult.whenComplete { _ in channel.close(promise: nil) }
    }
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: written)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    // A request that is being answered may take its time.
    if event is IdleStateHandler.IdleStateEvent, task == nil {
      context.close(promise: nil)
    } else {
      context.fireUserInboundEventTriggered(event)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    task?.cancel()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}

private func refusal(_ status: Int, _ reason: String) -> HTTPResponse {
  HTTPResponse(
    status: status, headers: [HTTPRequest.Header("Content-Type", "text/plain; charset=utf-8")],
    body: Array("\(reason)\n".utf8))
}
