import Foundation

/// How busy the processors are with what is not measured here (`/proc/stat`), from when it is made.
struct MachineLoad {
  private struct Ticks {
    var all = 0.0
    var idle = 0.0
    var own = 0.0

    static var now: Ticks {
      let stat = (try? String(contentsOfFile: "/proc/stat", encoding: .utf8)) ?? ""
      let line = stat.split(separator: "\n").first ?? ""
      // user nice system idle iowait irq softirq steal; what follows is in `user` already.
      let fields = line.split(separator: " ").dropFirst().prefix(8).compactMap { Double($0) }
      var own = tms()
      times(&own)
      return Ticks(
        all: fields.reduce(0, +), idle: fields.dropFirst(3).prefix(2).reduce(0, +),
        own: Double(own.tms_utime + own.tms_stime + own.tms_cutime + own.tms_cstime))
    }
  }

  private let start = Ticks.now

  /// The share of the processors' time that others have taken since, in percent.
  var others: Double {
    let now = Ticks.now
    let all = now.all - start.all
    let busy = all - (now.idle - start.idle) - (now.own - start.own)
    return all > 0 ? max(0, busy / all * 100) : 0
  }
}
