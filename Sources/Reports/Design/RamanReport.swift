import Documents
import Drawing
import Emission
import Foundation
import Studies
import Targets

/// The report of one Raman design.
struct RamanReport {
  let input: ReportInput
  let evaluation: Evaluation
  let options: ReportOptions
  let database: TargetDatabase
  /// What the fibre does, as an evaluation's JSON has it.
  let fibre: JSONValue?
  /// The bounds that the design has to keep, as a result's JSON has them.
  let constraints: [JSONValue]
  let sensitivity: SensitivityReport?
  let certificate: Certificate
  let tables: FibreTables?
  var bibliography = Bibliography()

  /// - Parameter known: the fibre, where it was evaluated already: it takes seconds.
  init(
    _ input: ReportInput, _ study: Study, options: ReportOptions, database: TargetDatabase,
    fibre known: FibreEvaluation?
  ) {
    self.input = input
    self.options = options
    self.database = database
    let evaluation = Evaluation(study)
    self.evaluation = evaluation
    certificate = Certificate(evaluation)
    tables = FibreTables(evaluation)
    if let stored = input.result?.json.value(at: "/evaluation/fibre"), stored != .null {
      fibre = stored
      constraints = input.result?.json["constraints"]?.elements ?? []
    } else {
      let found = known ?? FibreEvaluation(evaluation)
      fibre = found?.json
      constraints =
        input.result?.json["constraints"]?.elements
        ?? study.goal.map { Judgement(evaluation, goal: $0, fibre: found).json.elements } ?? []
    }
    sensitivity = SensitivityReport(evaluation, fibre: known)
  }

  var study: Study { evaluation.study }
  var bench: StudyBench { input.bench }

  mutating func article() -> Article {
    var article = Article(title: Article.plain(input.title))
    let path = study.path
    article.paragraph(
      "\(Article.plain(study.target.name)), Raman stimulated neutrino-pair emission (RANP), \(path.isElastic ? "elastic" : "inelastic") path \(Article.code(path.text)); conventions: **\(study.conventions.rawValue)**."
    )
    answer(&article)
    belief(&article)
    figures(&article)
    search(&article)
    measurement(&article)
    influences(&article)
    inputs(&article)
    return article
  }

  // MARK: Figures

  private func figures(_ article: inout Article) {
    article.heading("Figures")
    article.figure(.levelScheme(evaluation))
    article.figure(.massSquared(evaluation))
    article.figure(.angular(evaluation, bench: bench))
    article.figure(.imprintScan(evaluation, bench: bench))
    if let wall = study.fibre {
      article.figure(.crossSection(wall))
      if let tables {
        if let bands = Figure.bands(tables) { article.figure(bands) }
        article.figure(.suppression(tables))
      }
    }
  }

  // MARK: Numbers

  func mark(_ figure: String) -> String {
    guard let because = evaluation.marks.first(where: { $0.figure == figure })?.because else { return "cited data" }
    return Article.plain(EvaluationNotes.text(because))
  }

  static let year = 365.25 * 86400
  static let hertz = 2.417989242e14
}
