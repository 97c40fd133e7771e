/// What the program calls itself in its output.
public enum Program {
  public static let name = "nupair"
  public static let version = "0.1.0"
}
