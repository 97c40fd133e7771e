/// Chebyshev fits of the cylinder functions of orders 0 and 1; written by scripts/bessel-fits.
enum BesselFits {
  /// Hankel's P0(x), x ≥ 12, at t = 2(12/x)² − 1.
  @inline(__always)
  static func p0(_ t: Double) -> Double {
    var sum = 2.8446755191614273128e-14
    sum = sum * t - 2.3838254752125482624e-13
    sum = sum * t + 2.4355202023023259373e-12
    sum = sum * t - 3.3870521595479664033e-11
    sum = sum * t + 6.6638759313654825842e-10
    sum = sum * t - 2.0903188314625380599e-8
    sum = sum * t + 1.2850534538137284137e-6
    sum = sum * t - 0.00024150495711363504242
    sum = sum * t + 0.99975718838328375498
    return sum
  }

  /// Hankel's P0(x), x ≥ 12, at t = 2(12/x)² − 1.
  @inline(__always)
  static func p0(_ t: Lanes) -> Lanes {
    var sum = Lanes(repeating: 2.8446755191614273128e-14)
    sum = sum * t - 2.3838254752125482624e-13
    sum = sum * t + 2.4355202023023259373e-12
    sum = sum * t - 3.3870521595479664033e-11
    sum = sum * t + 6.6638759313654825842e-10
    sum = sum * t - 2.0903188314625380599e-8
    sum = sum * t + 1.2850534538137284137e-6
    sum = sum * t - 0.00024150495711363504242
    sum = sum * t + 0.99975718838328375498
    return sum
  }

  /// Hankel's xQ0(x), x ≥ 12, at t = 2(12/x)² − 1.
  @inline(__always)
  static func q0(_ t: Double) -> Double {
    var sum = -5.5340175484697407936e-15
    sum = sum * t + 3.0539807883170271066e-14
    sum = sum * t - 1.8038610480771926053e-13
    sum = sum * t + 1.3914106124914262768e-12
    sum = sum * t - 1.3041080718143109523e-11
    sum = sum * t + 1.5517884069335389148e-10
    sum = sum * t - 2.5058762884109412161e-9
    sum = sum * t + 6.0428384053589167883e-8
    sum = sum * t - 2.5399849327619631378e-6
    sum = sum * t + 0.00024904100686482381492
    sum = sum * t - 0.12474835590411427902
    return sum
  }

  /// Hankel's xQ0(x), x ≥ 12, at t = 2(12/x)² − 1.
  @inline(__always)
  static func q0(_ t: Lanes) -> Lanes {
    var sum = Lanes(repeating: -5.5340175484697407936e-15)
    sum = sum * t + 3.0539807883170271066e-14
    sum = sum * t - 1.8038610480771926053e-13
    sum = sum * t + 1.3914106124914262768e-12
    sum = sum * t - 1.3041080718143109523e-11
    sum = sum * t + 1.5517884069335389148e-10
    sum = sum * t - 2.5058762884109412161e-9
    sum = sum * t + 6.0428384053589167883e-8
    sum = sum * t - 2.5399849327619631378e-6
    sum = sum * t + 0.00024904100686482381492
    sum = sum * t - 0.12474835590411427902
    return sum
  }

  /// Hankel's P1(x), x ≥ 12, at t = 2(12/x)² − 1.
  @inline(__always)
  static func p1(_ t: Double) -> Double {
    var sum = -3.0578957733085459116e-14
    sum = sum * t + 2.5839711019415847418e-13
    sum = sum * t - 2.6709697594650125518e-12
    sum = sum * t + 3.7733612971225221427e-11
    sum = sum * t - 7.603906360204405847e-10
    sum = sum * t + 2.4840499445434736297e-8
    sum = sum * t - 1.6589612594935747042e-6
    sum = sum * t + 0.00040350534933796721048
    sum = sum * t + 1.0004051899521811196
    return sum
  }

  /// Hankel's P1(x), x ≥ 12, at t = 2(12/x)² − 1.
  @inline(__always)
  static func p1(_ t: Lanes) -> Lanes {
    var sum = Lanes(repeating: -3.0578957733085459116e-14)
    sum = sum * t + 2.5839711019415847418e-13
    sum = sum * t - 2.6709697594650125518e-12
    sum = sum * t + 3.7733612971225221427e-11
    sum = sum * t - 7.603906360204405847e-10
    sum = sum * t + 2.4840499445434736297e-8
    sum = sum * t - 1.6589612594935747042e-6
    sum = sum * t + 0.00040350534933796721048
    sum = sum * t + 1.0004051899521811196
    return sum
  }

  /// Hankel's xQ1(x), x ≥ 12, at t = 2(12/x)² − 1.
  @inline(__always)
  static func q1(_ t: Double) -> Double {
    var sum = 5.8647079668104706026e-15
    sum = sum * t - 3.2514459139182555234e-14
    sum = sum * t + 1.9330296973826660174e-13
    sum = sum * t - 1.5017089288643710324e-12
    sum = sum * t + 1.4208075608976108542e-11
    sum = sum * t - 1.7129140852790930318e-10
    sum = sum * t + 2.8196411455665565439e-9
    sum = sum * t - 7.0111230685187105545e-8
    sum = sum * t + 3.1173364911229649052e-6
    sum = sum * t - 0.00034958117210412607991
    sum = sum * t + 0.37464722837330004368
    return sum
  }

  /// Hankel's xQ1(x), x ≥ 12, at t = 2(12/x)² − 1.
  @inline(__always)
  static func q1(_ t: Lanes) -> Lanes {
    var sum = Lanes(repeating: 5.8647079668104706026e-15)
    sum = sum * t - 3.2514459139182555234e-14
    sum = sum * t + 1.9330296973826660174e-13
    sum = sum * t - 1.5017089288643710324e-12
    sum = sum * t + 1.4208075608976108542e-11
    sum = sum * t - 1.7129140852790930318e-10
    sum = sum * t + 2.8196411455665565439e-9
    sum = sum * t - 7.0111230685187105545e-8
    sum = sum * t + 3.1173364911229649052e-6
    sum = sum * t - 0.00034958117210412607991
    sum = sum * t + 0.37464722837330004368
    return sum
  }

  /// √x eˣ K0(x), 1 ≤ x ≤ 2.5, at t from −1 to 1 as 1/x rises over its range.
  @inline(__always)
  static func k0Near(_ t: Double) -> Double {
    var sum = 1.0390885124072619675e-12
    sum = sum * t - 3.7778312448027724132e-12
    sum = sum * t + 9.8267866405568370978e-12
    sum = sum * t - 3.8631126164876596063e-11
    sum = sum * t + 1.6167453376655322596e-10
    sum = sum * t - 6.5696935014943147172e-10
    sum = sum * t + 2.7409819127034233635e-9
    sum = sum * t - 1.1851903846648316942e-8
    sum = sum * t + 5.3263815362280818153e-8
    sum = sum * t - 2.5071099120941231703e-7
    sum = sum * t + 1.249455718650607612e-6
    sum = sum * t - 6.6961195543820760871e-6
    sum = sum * t + 0.000039522971297961591415
    sum = sum * t - 0.00026741725723836833043
    sum = sum * t + 0.0022396323984957829493
    sum = sum * t - 0.027970047266161291364
    sum = sum * t + 1.1704270427092723449
    return sum
  }

  /// √x eˣ K1(x), 1 ≤ x ≤ 2.5, at t from −1 to 1 as 1/x rises over its range.
  @inline(__always)
  static func k1Near(_ t: Double) -> Double {
    var sum = -1.2356064689295008621e-12
    sum = sum * t + 4.5234103890545367901e-12
    sum = sum * t - 1.1930196447078369462e-11
    sum = sum * t + 4.7303536347504745144e-11
    sum = sum * t - 1.996008044474188261e-10
    sum = sum * t + 8.2053362248919374558e-10
    sum = sum * t - 3.4704727608225362731e-9
    sum = sum * t + 1.5248892153504867861e-8
    sum = sum * t - 6.9877742083953986105e-8
    sum = sum * t + 3.3699364228368024824e-7
    sum = sum * t - 1.732862648478883685e-6
    sum = sum * t + 9.6880788092027417233e-6
    sum = sum * t - 0.000060788446357132321129
    sum = sum * t + 0.00045377526701879588506
    sum = sum * t - 0.0046023913764653603172
    sum = sum * t + 0.10596255892620022601
    sum = sum * t + 1.5343920971227874345
    return sum
  }

  /// √x eˣ K0(x), 2.5 ≤ x ≤ 8, at t from −1 to 1 as 1/x rises over its range.
  @inline(__always)
  static func k0Middle(_ t: Double) -> Double {
    var sum = 7.1374983870720106729e-13
    sum = sum * t - 2.9077888488280215601e-12
    sum = sum * t + 9.7404654020647385179e-12
    sum = sum * t - 4.3984419589840461576e-11
    sum = sum * t + 2.0994742725668284994e-10
    sum = sum * t - 1.0263693128622448179e-9
    sum = sum * t + 5.2964918585971130582e-9
    sum = sum * t - 2.9181736645729558951e-8
    sum = sum * t + 1.7396272172458834797e-7
    sum = sum * t - 1.1446988601333817449e-6
    sum = sum * t + 8.5677355639641655377e-6
    sum = sum * t - 0.000076608747732499979492
    sum = sum * t + 0.00089612284896792164155
    sum = sum * t - 0.016924447040377512754
    sum = sum * t + 1.2170492882951710459
    return sum
  }

  /// √x eˣ K1(x), 2.5 ≤ x ≤ 8, at t from −1 to 1 as 1/x rises over its range.
  @inline(__always)
  static func k1Middle(_ t: Double) -> Double {
    var sum = -8.1605219118258224603e-13
    sum = sum * t + 3.347922363103837432e-12
    sum = sum * t - 1.1348721945071548427e-11
    sum = sum * t + 5.1722444668470747622e-11
    sum = sum * t - 2.4944202705423279119e-10
    sum = sum * t + 1.2357663200762594445e-9
    sum = sum * t - 6.4821708851650702663e-9
    sum = sum * t + 3.6457206225612102412e-8
    sum = sum * t - 2.2326999426741603357e-7
    sum = sum * t + 1.524585790271205141e-6
    sum = sum * t - 0.0000120517152513624278
    sum = sum * t + 0.00011789422114644190058
    sum = sum * t - 0.0016511735255603858426
    sum = sum * t + 0.056539182651474512336
    sum = sum * t + 1.3683055515375413265
    return sum
  }

  /// √x eˣ K0(x), x ≥ 8, at t from −1 to 1 as 1/x rises over its range.
  @inline(__always)
  static func k0Far(_ t: Double) -> Double {
    var sum = -9.5915422416045768811e-14
    sum = sum * t + 4.2233815637971318339e-13
    sum = sum * t - 1.6620909983269423015e-12
    sum = sum * t + 8.5930164074812359237e-12
    sum = sum * t - 4.8064545587720391729e-11
    sum = sum * t + 2.8845762312495585767e-10
    sum = sum * t - 1.9072122312077206431e-9
    sum = sum * t + 1.4153249351466589269e-8
    sum = sum * t - 1.2087144741702940864e-7
    sum = sum * t + 1.2325138452779963918e-6
    sum = sum * t - 0.000015900798828612880754
    sum = sum * t + 0.00028766414406242499397
    sum = sum * t - 0.0091628504797960705048
    sum = sum * t + 1.2438463520997633322
    return sum
  }

  /// √x eˣ K1(x), x ≥ 8, at t from −1 to 1 as 1/x rises over its range.
  @inline(__always)
  static func k1Far(_ t: Double) -> Double {
    var sum = 1.0579499949356134244e-13
    sum = sum * t - 4.6903233141110154772e-13
    sum = sum * t + 1.8658703531407428699e-12
    sum = sum * t - 9.7374912322844757307e-12
    sum = sum * t + 5.5076792369925936409e-11
    sum = sum * t - 3.3532816456319087377e-10
    sum = sum * t + 2.258308362214317041e-9
    sum = sum * t - 1.7173420327361592454e-8
    sum = sum * t + 1.5175866671626979595e-7
    sum = sum * t - 1.6287852561361655717e-6
    sum = sum * t + 0.000022895152616827806751
    sum = sum * t - 0.00049342894768066003892
    sum = sum * t + 0.028311610653861245959
    sum = sum * t + 1.2821438724478936764
    return sum
  }

  /// √x e⁻ˣ I0(x), x ≥ 20, at t = 40/x − 1.
  @inline(__always)
  static func i0(_ t: Double) -> Double {
    var sum = 2.4224405782831320926e-14
    sum = sum * t + 1.4943918417473842603e-13
    sum = sum * t + 1.0334798139571306974e-12
    sum = sum * t + 9.2487600119309019823e-12
    sum = sum * t + 9.9894645880112644994e-11
    sum = sum * t + 1.3344628323227482488e-9
    sum = sum * t + 2.2916706451267235802e-8
    sum = sum * t + 5.3659774845912379071e-7
    sum = sum * t + 0.000019015951982738387222
    sum = sum * t + 0.0012832022732774198277
    sum = sum * t + 0.40020698164667805274
    return sum
  }

  /// √x e⁻ˣ I1(x), x ≥ 20, at t = 40/x − 1.
  @inline(__always)
  static func i1(_ t: Double) -> Double {
    var sum = -2.6317037744394741605e-14
    sum = sum * t - 1.6430280633437520637e-13
    sum = sum * t - 1.1547441007898647219e-12
    sum = sum * t - 1.0523066132955772288e-11
    sum = sum * t - 1.1643408227639215656e-10
    sum = sum * t - 1.6089569130224660409e-9
    sum = sum * t - 2.9072203143757707282e-8
    sum = sum * t - 7.4138805340629616203e-7
    sum = sum * t - 0.000031283672694499918647
    sum = sum * t - 0.0038005359369851285097
    sum = sum * t + 0.39517231431926264386
    return sum
  }
}
