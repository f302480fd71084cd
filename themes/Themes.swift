/// The themes that travel inside the program.
public enum Themes {
  /// The names, the default first.
  public static let names = ["default", "mono"]
  /// A theme's TOML text; nil for a name that is not built in.
  public static func source(_ name: String) -> String? {
    switch name {
    case "default": String(decoding: PackageResources.default_toml, as: UTF8.self)
    case "mono": String(decoding: PackageResources.mono_toml, as: UTF8.self)
    default: nil
    }
  }
}
