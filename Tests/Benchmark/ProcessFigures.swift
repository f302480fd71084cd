import Foundation

/// What the system knows of a process (`/proc`).
struct ProcessFigures {
  private let directory: String

  init(_ process: Int32) { directory = "/proc/\(process)" }

  /// A figure of `status`, in megabytes (10⁶ bytes); 0 when the process is gone.
  func megabytes(_ name: String) -> Double {
    let status = (try? String(contentsOfFile: directory + "/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") } ?? ""
    let kibibytes = line.split { !$0.isNumber }.first.flatMap { Double($0) } ?? 0
    return kibibytes * 1024 / 1e6
  }

  /// How often each thread has gone to sleep so far: it was woken as often.
  var sleeps: [String: Int] {
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: directory + "/task")) ?? []
    return threads.reduce(into: [:]) { sleeps, thread in
      let path = "\(directory)/task/\(thread)/status"
      let status = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      let line = status.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches:") }
      sleeps[thread] = line?.split { !$0.isNumber }.last.flatMap { Int($0) }
    }
  }

  /// The processor time used so far by all threads, in milliseconds.
  var processorTime: Double {
    let stat = (try? String(contentsOfFile: directory + "/stat", encoding: .utf8)) ?? ""
    // The program's name comes second, in brackets, and may hold anything.
    let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
    guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else {
      return 0
    }
    return (user + system) * 1000 / Double(sysconf(Int32(_SC_CLK_TCK)))
  }
}
