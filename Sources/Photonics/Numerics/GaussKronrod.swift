/// The 15-point Kronrod rule on [−1, 1] and the 7-point Gauss rule inside it.
enum GaussKronrod {
  private static let half: [(node: Double, kronrod: Double, gauss: Double)] = [
    (0.991_455_371_120_812_639_2, 0.022_935_322_010_529_224_96, 0),
    (0.949_107_912_342_758_524_5, 0.063_092_092_629_978_553_29, 0.129_484_966_168_869_693_27),
    (0.864_864_423_359_769_072_8, 0.104_790_010_322_250_183_8, 0),
    (0.741_531_185_599_394_439_9, 0.140_653_259_715_525_918_7, 0.279_705_391_489_276_667_9),
    (0.586_087_235_467_691_130_3, 0.169_004_726_639_267_902_8, 0),
    (0.405_845_151_377_397_166_9, 0.190_350_578_064_785_409_9, 0.381_830_050_505_118_944_9),
    (0.207_784_955_007_898_467_6, 0.204_432_940_075_298_892_4, 0),
  ]
  private static let centre = (kronrod: 0.209_482_141_084_727_828_0, gauss: 0.417_959_183_673_469_387_8)

  static let nodes = half.map { -$0.node } + [0] + half.reversed().map(\.node)
  static let kronrod = half.map(\.kronrod) + [centre.kronrod] + half.reversed().map(\.kronrod)
  static let gauss = half.map(\.gauss) + [centre.gauss] + half.reversed().map(\.gauss)
}
