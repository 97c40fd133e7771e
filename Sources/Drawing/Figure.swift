import Documents
import Foundation

func logarithm(_ x: Double) -> Double { log10(x) }

/// A figure of one or more panels above each other, with one legend below, and its data as a table.
public struct Figure: Sendable {
  /// Its file's name without an ending.
  public let name: String
  /// For readers who cannot see it.
  public let title: String
  /// Markdown.
  public let caption: String
  public let data: DataTable
  public let svg: String
  /// Where its texts are.
  public let texts: [Canvas.TextBox]

  /// A figure drawn by hand.
  public init(name: String, title: String, caption: String, data: DataTable, canvas: Canvas, height: Double) {
    self.name = name
    self.title = title
    self.caption = caption
    self.data = data
    svg = canvas.svg(height: height, title: title)
    texts = canvas.texts
  }

  public init(name: String, title: String, caption: String, panels: [Panel], data: DataTable) {
    var canvas = Canvas(name: name)
    var layout = FigureLayout(panels: panels)
    let height = layout.draw(into: &canvas)
    self.init(name: name, title: title, caption: caption, data: data, canvas: canvas, height: height)
  }
}

/// Rows of numbers under named columns.
public struct DataTable: Sendable {
  public let columns: [String]
  public let rows: [[Cell]]

  public enum Cell: Sendable, ExpressibleByFloatLiteral, ExpressibleByStringLiteral {
    case number(Double?)
    case text(String)

    public init(floatLiteral value: Double) { self = .number(value) }
    public init(stringLiteral value: String) { self = .text(value) }
  }

  public init(_ columns: [String], _ rows: [[Cell]]) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "a row has a cell for each column")
    self.columns = columns
    self.rows = rows
  }

  public init(_ columns: [String], numbers rows: [[Double?]]) {
    self.init(columns, rows.map { $0.map(Cell.number) })
  }

  /// RFC 4180, numbers with seven digits; an empty field is a number that does not exist.
  public var csv: String {
    ([columns.map(Self.field)]
      + rows.map { row in
        row.map { cell in
          switch cell {
          case .number(let value): value.flatMap { $0.isFinite ? Self.number($0) : nil } ?? ""
          case .text(let text): Self.field(text)
          }
        }
      }).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  static func number(_ value: Double) -> String { String(format: "%.7g", value == 0 ? 0 : value) }

  private static func field(_ text: String) -> String {
    text.contains(where: { ",\"\n\r".contains($0) }) ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}
