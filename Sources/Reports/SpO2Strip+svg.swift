extension SpO2Strip {
    /// The picture as an SVG element.
    public func svg() -> String {
        let series = series
        let marks = marksInside
        let drawn = Array(marks.prefix(Self.mostMarks))
        let rows = labelRows(drawn, series)
        let bars = barRows
        let scale = StripScale(
            series, criticalPercent: criticalPercent, labelRows: rows,
            plotHeight: plotHeight(under: rows), barRows: bars.count)
        let labels = StripLabel.place(drawn) { scale.x(unixMilliseconds: $0) }
        let parts = [
            head(series, scale, undrawn: marks.count - drawn.count), frame(scale), limits(scale),
            trace(series, scale), draw(bars, scale), labels.map { draw($0, scale) }.joined(),
            "</svg>\n",
        ]
        return parts.joined()
    }

    /// What the labels leave of a height that is given.
    private func plotHeight(under rows: Int) -> Int {
        guard let height else { return plotHeight }
        return max(
            StripScale.leastPlotHeight,
            height - StripScale.top(labelRows: rows) - StripScale.footHeight)
    }

    private func labelRows(_ marks: [Mark], _ series: SecondSeries) -> Int {
        let flat = StripScale(
            series, criticalPercent: criticalPercent, labelRows: 0, plotHeight: plotHeight)
        let labels = StripLabel.place(marks) { flat.x(unixMilliseconds: $0) }
        return labels.compactMap(\.row).max().map { $0 + 1 } ?? 0
    }

    private func head(_ series: SecondSeries, _ scale: StripScale, undrawn: Int) -> String {
        let from = LocalTime(
            unixMilliseconds: fromUnixMilliseconds, utcOffsetMinutes: utcOffsetMinutes)
        let to = LocalTime(
            unixMilliseconds: toUnixMilliseconds, utcOffsetMinutes: utcOffsetMinutes)
        let summary = SignalSummary(
            series, lowPercent: lowPercent, criticalPercent: criticalPercent)
        var words = summary.words(lowPercent: lowPercent, criticalPercent: criticalPercent)
        if undrawn > 0 { words += " \(undrawn) more marks are not drawn." }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" class="spo2-strip" role="img" \
            viewBox="0 0 \(StripScale.width) \(scale.height)" font-family="system-ui, sans-serif" \
            font-size="11" fill="currentColor">
            <title>Oxygen (SpO2) from \(from.text) to \(to.text)</title>
            <desc>\(words)</desc>

            """
    }

    /// Percent lines and their numbers, the time axis and its ticks.
    private func frame(_ scale: StripScale) -> String {
        var text = #"<g class="strip-axis" stroke="currentColor" stroke-opacity=".18">"# + "\n"
        var numbers = #"<g class="strip-numbers">"# + "\n"
        for percent in stride(from: scale.lowestPercent, through: 100, by: 10) {
            let y = scale.y(percent)
            text += "<path d=\"M\(StripScale.left) \(y)H\(StripScale.right)\"/>\n"
            numbers +=
                "<text x=\"\(StripScale.left - 6)\" y=\"\(y)\" dy=\"4\" text-anchor=\"end\">"
                + "\(percent)</text>\n"
        }
        let ticks = StripTicks.ticks(
            start: scale.start, length: scale.length, utcOffsetMinutes: utcOffsetMinutes)
        for tick in ticks {
            let x = scale.x(tick.second - scale.start)
            text += "<path d=\"M\(x) \(scale.bottom)v5\"/>\n"
            numbers +=
                "<text x=\"\(x)\" y=\"\(scale.bottom + 17)\" text-anchor=\"middle\">"
                + "\(tick.text)</text>\n"
        }
        return text + "</g>\n" + numbers + "</g>\n"
    }

    private func limits(_ scale: StripScale) -> String {
        limit("low", lowPercent, "#b45309", labelAbove: true, scale)
            + limit("critical", criticalPercent, "#dc2645", labelAbove: false, scale)
    }

    /// The low limit's label stands above its line and the critical one's below: however close
    /// they are, the labels do not touch.
    private func limit(
        _ name: String, _ percent: Int, _ colour: String, labelAbove: Bool, _ scale: StripScale
    ) -> String {
        let y = scale.y(percent)
        return """
            <g class="strip-limit strip-\(name)">\
            <path d="M\(StripScale.left) \(y)H\(StripScale.right)" fill="none" \
            stroke="\(colour)" stroke-dasharray="8 4"/>\
            <text x="\(StripScale.left + 4)" y="\(y)" dy="\(labelAbove ? -3 : 11)">\
            \(name) \(percent) %</text></g>

            """
    }

    private func trace(_ series: SecondSeries, _ scale: StripScale) -> String {
        let trace = StripTrace(StripColumn.columns(of: series), scale)
        var text = ""
        if !trace.gaps.isEmpty {
            text += "<path class=\"strip-gap\" d=\"\(trace.gaps)\" fill-opacity=\".09\"/>\n"
        }
        let line = "fill=\"none\" stroke=\"#0e7490\" stroke-linecap=\"round\""
        if !trace.unreliable.isEmpty {
            text +=
                "<path class=\"strip-unreliable\" d=\"\(trace.unreliable)\" \(line) "
                + "stroke-width=\"1.5\" stroke-dasharray=\".1 3\"/>\n"
        }
        if !trace.measured.isEmpty {
            text +=
                "<path class=\"strip-measured\" d=\"\(trace.measured)\" \(line) "
                + "stroke-width=\"1.8\"/>\n"
        }
        return text
    }
}
