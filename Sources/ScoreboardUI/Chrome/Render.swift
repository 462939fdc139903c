package import TerminalKit

/// The picture of the interface. Pure.
package func render(_ model: Model) -> ScreenBuffer {
    let scene = model.scene
    var buffer = ScreenBuffer(size: scene.size, glyphs: scene.glyphs, isShaded: scene.options.deluxe)
    buffer.growth = scene.motion.growth
    guard !scene.isTooSmall else {
        renderTooSmall(into: &buffer, scene)
        return buffer
    }
    let content = Rect(x: 0, y: 0, width: scene.size.width, height: scene.size.height - 1)
    buffer.clip = content
    buffer.drawBox(content)
    TitleLine(model).render(into: &buffer)
    model.pane.render(into: &buffer, scene)
    BannerLine(scene)?.render(into: &buffer, y: content.maxY - 1)
    // One bar on the screen, where the keys go: the pointer still says which row is selected below.
    if scene.overlay != nil { buffer.withdrawSelection() }
    switch scene.overlay {
    case .chooser(let chooser): chooser.render(into: &buffer, scene)
    case .help(let help): help.render(into: &buffer, scene)
    case .columns(let chooser): chooser.render(into: &buffer, scene)
    case nil: break
    }
    renderMessage(into: &buffer, scene)
    DepartureNotice.render(into: &buffer, scene)
    buffer.clip = buffer.bounds
    CommandList(model)?.render(into: &buffer)
    Footer.render(into: &buffer, model)
    return buffer
}

/// What the program says stands in the bottom line of the frame.
private func renderMessage(into buffer: inout ScreenBuffer, _ scene: Scene) {
    guard let message = scene.message else { return }
    let width = min(message.text.displayWidth + 2, scene.size.width - 4)
    buffer.write(
        " \(message.text) ", x: 2, y: scene.size.height - 2, width: width, role: message.isWarning ? .warning : .strong)
}

private func renderTooSmall(into buffer: inout ScreenBuffer, _ scene: Scene) {
    let smallest = Scene.smallestSize
    let lines = [
        "Too small: \(scene.size.width)x\(scene.size.height)", "needs \(smallest.width)x\(smallest.height)",
        scene.departure == nil ? "q quits" : DepartureNotice.summary(scene),
    ]
    let top = max(0, (scene.size.height - lines.count) / 2)
    for (row, line) in lines.enumerated() where top + row < scene.size.height {
        buffer.write(
            line, x: 0, y: top + row, width: scene.size.width, alignment: .centre, role: row == 0 ? .warning : .dim)
    }
}
