/// The keys of a study's `overrides`, each with what it may be.
protocol StudyOverride: RawRepresentable<String>, CaseIterable, Hashable {
  var allowed: StudyRange { get }
}

extension Study.Override: StudyOverride {}
extension RadiativeStudy.Override: StudyOverride {}
