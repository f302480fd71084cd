import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// A whole answer, whatever its status.
struct HTTPAnswer: Sendable {
  let status: Int
  let headers: HTTPHeaders
  let body: ByteBuffer

  /// Reads the answer as the method's output.
  func output<M: XRPCMethod>(of _: M.Type) throws(XRPCError) -> M.Output {
    try requireSuccess()
    if let empty = EmptyOutput() as? M.Output { return empty }
    do {
      return try JSONDecoder().decode(M.Output.self, from: body)
    } catch {
      throw .malformedAnswer(reason: "\(M.nsid): \(Self.reason(error))")
    }
  }

  /// - Throws: ``XRPCError/redirected(to:)`` for 3xx,
  ///   ``XRPCError/refused(status:name:message:retryAt:)`` for anything else that is not 2xx.
  func requireSuccess(now: Date = Date()) throws(XRPCError) {
    switch status {
    case 200..<300:
      return
    case 300..<400:
      throw .redirected(to: headers.first(name: "Location"))
    default:
      let error = try? JSONDecoder().decode(ErrorBody.self, from: body)
      throw .refused(
        status: status, name: error?.name, message: error?.message, retryAt: retryDate(now: now))
    }
  }

  /// When the service says that trying again makes sense: `Retry-After`, or with 429
  /// `RateLimit-Reset`. A date in the past or further off than two days is not believed: the
  /// longest limit of the reference host counts calls of one day
  /// (https://docs.bsky.app/docs/advanced-guides/rate-limits).
  private func retryDate(now: Date) -> Date? {
    let date: Date?
    if let text = headers.first(name: "Retry-After") {
      date =
        Int(text).map { now.addingTimeInterval(TimeInterval($0)) } ?? Date(httpDate: text)
    } else if status == 429, let text = headers.first(name: "RateLimit-Reset") {
      date = Int(text).map { Date(timeIntervalSince1970: TimeInterval($0)) }
    } else {
      date = nil
    }
    let believable = now...now.addingTimeInterval(172_800)
    return date.flatMap { believable.contains($0) ? $0 : nil }
  }

  /// The place in the answer, never its text: an answer can hold tokens.
  private static func reason(_ error: any Error) -> String {
    func path(_ context: DecodingError.Context, _ last: [any CodingKey] = []) -> String {
      (context.codingPath + last).map(\.stringValue).joined(separator: ".")
    }
    switch error as? DecodingError {
    case .keyNotFound(let key, let context): return "\(path(context, [key])) is missing"
    case .valueNotFound(_, let context), .typeMismatch(_, let context):
      return context.codingPath.isEmpty
        ? "it is not an object" : "\(path(context)) is of the wrong kind"
    case .dataCorrupted(let context):
      return context.codingPath.isEmpty ? "it is not JSON" : "\(path(context)) can't be read"
    default: return "it can't be read"
    }
  }
}

/// `{"error": …, "message": …}`; either may be missing.
private struct ErrorBody: Decodable {
  let name: String?
  let message: String?

  private enum CodingKeys: String, CodingKey {
    case name = "error"
    case message
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = container.optional(.name)
    message = container.optional(.message)
  }
}
