import Foundation

/// Finds the account host of a handle, verified in both directions.
///
/// A handle is looked up with `com.atproto.identity.resolveHandle`, and where that fails at
/// `https://HANDLE/.well-known/atproto-did`; a DID in the PLC directory or, for `did:web`, at
/// `https://DOMAIN/.well-known/did.json`.
/// Sources: https://atproto.com/specs/handle, https://atproto.com/specs/did
public struct IdentityResolver: Sendable {
  /// A document or a DID is short; more than this is no answer to believe.
  private static let documentBytes = 64 << 10

  private let client: XRPCClient
  private let service: ServiceURL?
  private let directory: ServiceURL?
  private let handleHost: @Sendable (Handle) -> ServiceURL?

  /// - Parameters:
  ///   - service: answers `com.atproto.identity.resolveHandle`; nil for `public.api.bsky.app`.
  ///   - directory: answers `GET /<did:plc>` with the DID document; nil for `plc.directory`.
  ///   - handleHost: answers `/.well-known/atproto-did` for a handle; nil for the handle itself.
  public init(
    client: XRPCClient, service: ServiceURL? = nil, directory: ServiceURL? = nil,
    handleHost: (@Sendable (Handle) -> ServiceURL?)? = nil
  ) {
    self.client = client
    self.service = service
    self.directory = directory
    self.handleHost = handleHost ?? { try? ServiceURL("https://\($0)") }
  }

  /// The account that a handle leads to.
  public func resolve(_ handle: Handle) async throws(IdentityError) -> Identity {
    let did = try await lookUp(handle)
    let (document, source) = try await document(of: did)
    guard document.claims(handle) else { throw .mismatch(handle: handle, did: did) }
    return Identity(did: did, handle: handle, host: try host(of: did, in: document, from: source))
  }

  /// The account that a DID names.
  public func resolve(_ did: DID) async throws(IdentityError) -> Identity {
    let (document, source) = try await document(of: did)
    guard let handle = document.handle else { throw .mismatch(handle: .invalid, did: did) }
    guard try await lookUp(handle) == did else { throw .mismatch(handle: handle, did: did) }
    return Identity(did: did, handle: handle, host: try host(of: did, in: document, from: source))
  }

  private func lookUp(_ handle: Handle) async throws(IdentityError) -> DID {
    let asked: XRPCError
    do {
      return try await client.call(
        ComAtprotoIdentity.ResolveHandle(handle: handle), on: service ?? .publicAPI
      ).did
    } catch {
      asked = error
    }
    if let did = await lookUpOnHost(of: handle) { return did }
    // Only the service can say that there is no such handle: most handles have no web server.
    throw asked.isRefusal ? .notFound(handle.description) : .unreachable(asked.logText)
  }

  private func lookUpOnHost(of handle: Handle) async -> DID? {
    guard
      let host = handleHost(handle),
      let text = try? await get("/.well-known/atproto-did", from: host, accept: "text/plain")
    else { return nil }
    return DID(text.trimmed)
  }

  /// The document, and where it came from.
  private func document(
    of did: DID
  ) async throws(IdentityError) -> (document: DIDDocument, source: ServiceURL) {
    let (source, path) = try place(of: did)
    let text: String
    do {
      text = try await get(path, from: source, accept: "application/json")
    } catch {
      throw error.isRefusal ? .notFound(did.description) : .unreachable(error.logText)
    }
    guard
      let document = try? JSONDecoder().decode(DIDDocument.self, from: Data(text.utf8)),
      document.id == did.description
    else { throw .notFound(did.description) }
    return (document, source)
  }

  private func place(of did: DID) throws(IdentityError) -> (source: ServiceURL, path: String) {
    switch did.method {
    case "plc":
      return (directory ?? .plcDirectory, "/\(did)")
    case "web":
      guard let source = Self.webHost(did.identifier) else { throw .notFound(did.description) }
      return (source, "/.well-known/did.json")
    default:
      throw .notFound(did.description)
    }
  }

  /// Only a bare domain; a port only with `localhost`, for development.
  private static func webHost(_ identifier: Substring) -> ServiceURL? {
    guard let name = String(identifier).removingPercentEncoding else { return nil }
    if name.split(separator: ":").first == "localhost" { return try? ServiceURL("http://\(name)") }
    guard Handle(name) != nil else { return nil }
    return try? ServiceURL("https://\(name)")
  }

  /// A document from the network must not send a password to a service on this machine.
  private func host(
    of did: DID, in document: DIDDocument, from source: ServiceURL
  ) throws(IdentityError) -> ServiceURL {
    guard let host = document.accountHost, source.isLoopback || !host.isLoopback else {
      throw .noHost(did)
    }
    return host
  }

  private func get(
    _ path: String, from source: ServiceURL, accept: String
  ) async throws(XRPCError) -> String {
    var request = HTTPTransport.Request(
      url: "\(source)\(path)", method: .GET, deadline: client.limits.answer,
      answerBytes: Self.documentBytes)
    request.headers = client.headers(accept: accept)
    let answer = try await client.transport.send(request)
    try answer.requireSuccess()
    return String(buffer: answer.body)
  }
}

/// An account, verified in both directions: the handle leads to the DID, and the DID's document
/// claims the handle and names the host.
public struct Identity: Hashable, Sendable {
  public var did: DID
  public var handle: Handle
  public var host: ServiceURL

  public init(did: DID, handle: Handle, host: ServiceURL) {
    self.did = did
    self.handle = handle
    self.host = host
  }
}

/// Why a handle or a DID does not lead to an account's host.
public enum IdentityError: Error, Equatable, Sendable {
  /// The handle or DID leads nowhere.
  case notFound(String)
  /// The two do not agree: the DID's document does not claim the handle, or the handle leads to
  /// another DID. `handle.invalid` where the document claims no handle at all.
  case mismatch(handle: Handle, did: DID)
  /// The account's document names no usable host.
  case noHost(DID)
  /// Nobody could be asked: why.
  case unreachable(String)
}

extension XRPCError {
  /// The other side has answered that there is no such thing.
  fileprivate var isRefusal: Bool {
    guard case .refused(let status, _, _, _) = self else { return false }
    return [400, 404, 410].contains(status)
  }
}

extension ServiceURL {
  fileprivate static let publicAPI = known("https://public.api.bsky.app")
  fileprivate static let plcDirectory = known("https://plc.directory")

  private static func known(_ address: String) -> ServiceURL {
    do {
      return try ServiceURL(address)
    } catch {
      preconditionFailure(error.description)
    }
  }
}
