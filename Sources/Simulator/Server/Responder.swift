import Foundation
import HTTPTypes
import HummingbirdCore
import NIOCore
import Synchronization

/// Answers one request after another: faults, work, latency, in that order.
final class Responder: Sendable {
  let state: Mutex<ServiceState>
  private let latency: Duration

  /// Thrown to the server, which then closes the connection as it is: no answer is on it.
  private struct Drop: Error {}

  init(_ world: World, latency: Duration) {
    state = Mutex(ServiceState(world: world))
    self.latency = latency
  }

  /// - Throws: to have the connection closed without an answer.
  func respond(to request: Request, _ writer: consuming ResponseWriter) async throws {
    let call = try await Call(request)
    let (number, fault, held) = state.withLock { state in
      let fault = state.takeFault(for: call.name)
      return (state.calls.record(call), fault, fault.flatMap { state.holdIfAsked($0) })
    }
    if let held {
      for await _ in held {}
      try Task.checkCancellation()
    }
    let answer = try await result(of: call, number, fault)
    if latency > .zero { try await Task.sleep(for: latency) }
    state.withLock { $0.calls.answered(number, status: answer.status) }
    var headers = HTTPFields()
    for (name, value) in answer.headers {
      if let name = HTTPField.Name(name) { headers[name] = value }
    }
    headers[.contentLength] = String(answer.body.count)
    let head = HTTPResponse(status: .init(code: answer.status), headerFields: headers)
    try await writer.write(
      response: head, body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
  }

  private func result(
    of call: Call, _ number: Int, _ fault: InjectedFault?
  ) async throws -> Answer {
    switch fault?.disruption {
    case nil, .hold:
      return work(call, number)
    case .answer(let status, let body, let headers):
      fault?.meanwhile?()
      return Answer(status: status, text: body, headers: headers)
    case .workThenAnswer(let status, let body, let headers):
      _ = work(call, number)
      fault?.meanwhile?()
      return Answer(status: status, text: body, headers: headers)
    case .delay(let duration):
      try await Task.sleep(for: duration)
      fault?.meanwhile?()
      return work(call, number)
    case .dropBeforeWork:
      fault?.meanwhile?()
      throw Drop()
    case .dropAfterWork:
      _ = work(call, number)
      fault?.meanwhile?()
      throw Drop()
    case .hang:
      while true { try await Task.sleep(for: .seconds(3600)) }
    }
  }

  private func work(_ call: Call, _ number: Int) -> Answer {
    if !call.path.hasPrefix("xrpc/") { return directoryAnswer(call) }
    return state.withLock { state in
      do throws(ServiceError) {
        let (endpoint, invocation) = try Endpoint.invocation(of: call, in: state, at: .now)
        state.world.asked = invocation.labelers.dids
        let result = try endpoint.work(&state, invocation)
        if endpoint.isProcedure { state.calls.tookEffect(number) }
        guard endpoint.service != .host else { return Answer(result) }
        return Answer(
          result, labelers: invocation.labelers.applied(among: state.world.labelers))
      } catch {
        return Answer(error)
      }
    }
  }

  /// `GET /<did>` as the PLC directory answers it.
  private func directoryAnswer(_ call: Call) -> Answer {
    guard call.method == "GET", Syntax.isDID(call.path) else {
      return Answer(
        status: 404, text: "Cannot \(call.method) /\(call.path)", headers: [:])
    }
    return state.withLock { state in
      let people = state.world.people
      guard let serial = people.serial(did: call.path) else {
        let body: JSON = ["message": "DID not registered: \(call.path)"]
        return Answer(status: 404, body: body.encoded, headers: Answer.json)
      }
      return Answer(
        status: 200, body: people.document(serial, host: state.host).encoded,
        headers: ["content-type": "application/did+ld+json; charset=utf-8"])
    }
  }
}

extension Responder {
  /// Lets people ask to join, at irregular times as people do, until the task is cancelled.
  func admitNewcomers(_ perMinute: Double, seed: UInt64) async throws {
    var random = SplitMix64(seed: ~seed)
    while true {
      let wait = -log(1 - random.fraction()) * 60 / perMinute
      try await Task.sleep(for: .seconds(wait))
      state.withLock { $0.world.welcomeNewcomer(&random) }
    }
  }
}
