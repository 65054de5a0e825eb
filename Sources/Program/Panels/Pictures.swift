import Cells
package import Widgets

/// What was last drawn of each panel, kept between two screens: a key must not wait until
/// thousands of series are read again that have not changed.
///
/// A picture is taken again only while all that it was drawn from is equal, so it is never old for
/// longer than a screen. To compare costs little: data that has not changed is the same memory.
package struct Pictures: Sendable {
  /// A panel of a view.
  package struct Place: Hashable, Sendable {
    package var view: Int
    package var panel: Int

    package init(view: Int, panel: Int) {
      self.view = view
      self.panel = panel
    }
  }

  private struct Picture {
    var source: PanelContent
    var cells: Buffer
    var trailing: Line?
  }

  /// Values that may be read for one screen; what is beyond waits for the next, and shows the
  /// picture before meanwhile. Several long answers at once would hold up a key.
  private static let budget = 1_000_000

  private var pictures: [Place: Picture] = [:]
  private var spent = 0
  /// Whether a picture waits, so that another screen is due at once.
  package private(set) var isBehind = false
  /// Pictures drawn so far, for tests.
  package private(set) var drawnCount = 0

  package init() {}

  /// Begins a screen.
  package mutating func begin() {
    spent = 0
    isBehind = false
  }

  /// The panel's title row and content for an area of so many cells.
  package mutating func box(
    for content: PanelContent, at place: Place, width: Int, height: Int
  ) -> PanelBox {
    let area = Rect(width: max(0, width), height: max(0, height - 1))
    let source = content.drawn
    var picture = pictures[place]
    let fits = picture?.cells.area == area
    if !fits || picture?.source != source {
      let count = source.valueCount
      if fits, spent > 0, spent + count > Self.budget {
        isBehind = true
      } else {
        spent += count
        picture = Self.picture(of: source, in: area)
        pictures[place] = picture
        drawnCount += 1
      }
    }
    return PanelView.box(
      for: content, width: width, content: picture.map { Copy(cells: $0.cells) } ?? Blank(),
      trailing: picture?.trailing)
  }

  private static func picture(of source: PanelContent, in area: Rect) -> Picture {
    let drawing = PanelView.drawing(of: source, width: area.width, height: area.height)
    var cells = Buffer(width: area.width, height: area.height)
    cells.draw(drawing.widget, in: area)
    return Picture(source: source, cells: cells, trailing: drawing.trailing)
  }

  /// Forgets the pictures of panels that are out of sight, and the data that they hold.
  package mutating func keep(only places: Set<Place>) {
    guard pictures.count > places.count else { return }
    pictures = pictures.filter { places.contains($0.key) }
  }
}

extension PanelContent {
  /// What the inside of a panel is drawn from. The present moment belongs to it only where values
  /// are told as ages.
  fileprivate var drawn: PanelContent {
    var drawn = self
    if !tellsAges { drawn.now = fetchedAt ?? range.to }
    drawn.selection = isFocused ? selection : nil
    drawn.isFocused = false
    drawn.isOld = false
    drawn.alarm = nil
    return drawn
  }
}

extension PanelContent {
  fileprivate var valueCount: Int { frames.reduce(0) { $0 + $1.rowCount * $1.fields.count } }

  private var tellsAges: Bool {
    if !shownAlerts.isEmpty { return true }
    return ([panel.fieldConfig.unit] + panel.overrides.map(\.patch.unit)).contains {
      $0?.hasSuffix("FromNow") == true
    }
  }
}

/// A buffer as a widget.
private struct Copy: Widget {
  var cells: Buffer

  func render(in area: Rect, into buffer: inout Buffer) {
    let part = Rect(width: area.width, height: area.height)
    buffer.copy(part, of: cells, x: area.x, y: area.y)
  }
}
