import Foundation
import PseudoTerminal
import Testing

/// A real sshd that lets in whoever runs the tests, with one command as the login command. It is
/// reached through a pipe: no port is opened, and it ends with the connection.
struct SecureShell {
  private static let server = "/usr/sbin/sshd"

  /// Run by root, sshd locks itself into an empty directory, which its service makes.
  static let isInstalled =
    access(server, X_OK) == 0 && access("/usr/bin/ssh", X_OK) == 0
    && (getuid() != 0 || access("/run/sshd", F_OK) == 0)

  private let skydoor: CommandLineFixture
  private let directory: String

  /// - Parameter command: what everybody gets who logs in, as a shell reads it.
  init(_ skydoor: CommandLineFixture, loginCommand command: String) async throws {
    self.skydoor = skydoor
    directory = skydoor.home + "/ssh"
    let variables = skydoor.environment([:]).filter { $0.key != "PATH" }
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    try """
    HostKey \(directory)/host
    AuthorizedKeysFile \(directory)/authorized
    StrictModes no
    UsePAM no
    PermitRootLogin yes
    SetEnv \(variables.map { #""\#($0.key)=\#($0.value)""# }.joined(separator: " "))
    """.write(toFile: directory + "/server", atomically: true, encoding: .utf8)
    let keys = try await skydoor.shell(
      """
      cd '\(directory)'
      ssh-keygen -q -t ed25519 -N '' -f host && ssh-keygen -q -t ed25519 -N '' -f key
      """)
    try #require(keys.status == 0, "\(keys.errors)")
    let key = try String(contentsOfFile: directory + "/key.pub", encoding: .utf8)
    try #"restrict,pty,command="\#(command)" \#(key)"#
      .write(toFile: directory + "/authorized", atomically: true, encoding: .utf8)
  }

  /// Logs in, as a shell runs it.
  /// - Parameter options: `-tt` asks for a terminal.
  func login(_ options: String) -> String {
    """
    ssh \(options) -F none -i '\(directory)/key' -o IdentitiesOnly=yes -o LogLevel=ERROR \
    -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null \
    -o ProxyCommand="\(Self.server) -i -f '\(directory)/server'" localhost
    """
  }

  /// Logs in at a terminal. The process that the terminal knows is the client's.
  func connect() throws -> PseudoTerminal {
    try skydoor.shellAtTerminal("exec " + login("-tt"))
  }
}
