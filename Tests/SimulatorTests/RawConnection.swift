import Foundation
import Glibc

/// A bare TCP connection: sees whether a single byte of an answer is sent, and whether the other
/// side closes.
enum RawConnection {
  enum Outcome: Equatable, Sendable {
    /// The other side closed after these bytes.
    case closed(String)
    /// It was still open when the time was over.
    case open
    /// Nobody listens.
    case refused
  }

  /// Sends a text and reads until the other side closes, away from the threads that tasks run on.
  static func exchange(_ text: String, port: Int, timeout: Int = 20) async -> Outcome {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(returning: exchangeNow(text, port: port, timeout: timeout))
      }
    }
  }

  private static func exchangeNow(_ text: String, port: Int, timeout: Int) -> Outcome {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var limit = timeval(tv_sec: timeout, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { return .refused }
    _ = text.withCString { send(socket, $0, strlen($0), Int32(MSG_NOSIGNAL)) }
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      if count == 0 || (count < 0 && errno == ECONNRESET) {
        return .closed(String(decoding: received, as: UTF8.self))
      }
      if count < 0 {
        if errno == EINTR { continue }
        return .open
      }
      received += buffer[..<count]
    }
  }
}
