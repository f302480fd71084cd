/// The themes that travel inside the program.
public enum Themes {
  /// The names, the default first.
  public static let names = ["default", "mono", "high-contrast", "light", "harbour", "ember"]
  /// A theme's TOML text; nil for a name that is not built in.
  public static func source(_ name: String) -> String? {
    bytes(name).map { String(decoding: $0, as: UTF8.self) }
  }

  private static func bytes(_ name: String) -> [UInt8]? {
    switch name {
    case "default": PackageResources.default_toml
    case "mono": PackageResources.mono_toml
    case "high-contrast": PackageResources.high_contrast_toml
    case "light": PackageResources.light_toml
    case "harbour": PackageResources.harbour_toml
    case "ember": PackageResources.ember_toml
    default: nil
    }
  }
}
