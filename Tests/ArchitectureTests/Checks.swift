import Foundation

/// A place that breaks a rule, as a compiler would name it.
struct Finding: Equatable, CustomStringConvertible {
    var path: String
    var line: Int
    var what: String

    var description: String { "\(path):\(line): \(what)" }
}

/// A Swift file line by line: its code without what stands in quotes, and its comments.
struct SwiftText {
    var path: String
    var code: [String] = []
    var comments: [String] = []

    init(path: String = "file.swift", _ text: String) {
        self.path = path
        var isInText = false
        for line in text.components(separatedBy: "\n") {
            let parts = Self.parts(of: line, isInText: &isInText)
            code.append(parts.code)
            comments.append(parts.comment)
        }
    }

    /// Text of several lines is left out like any string.
    private static func parts(
        of line: String, isInText: inout Bool
    ) -> (code: String, comment: String) {
        var code = ""
        var rest = Substring(line)
        var isInString = false
        while let first = rest.first {
            if rest.hasPrefix("\"\"\"") {
                isInText.toggle()
                rest = rest.dropFirst(3)
            } else if isInText {
                rest = rest.dropFirst()
            } else if isInString && first == "\\" {
                rest = rest.dropFirst(2)
            } else if first == "\"" {
                isInString.toggle()
                rest = rest.dropFirst()
            } else if isInString {
                rest = rest.dropFirst()
            } else if rest.hasPrefix("//") {
                return (code, String(rest))
            } else {
                code.append(first)
                rest = rest.dropFirst()
            }
        }
        return (code, "")
    }

    /// The modules it imports and where: `public import struct A.B` imports `A`.
    var imports: [(module: String, line: Int)] {
        let kinds: Set<String> = [
            "struct", "class", "enum", "protocol", "typealias", "func", "let", "var", "actor",
        ]
        return code.enumerated().flatMap { place, line in
            line.split(separator: ";").compactMap { statement -> (String, Int)? in
                var words = statement.split(whereSeparator: \.isWhitespace).map(String.init)
                while let first = words.first, first.hasPrefix("@") || Self.levels.contains(first) {
                    words.removeFirst()
                }
                guard words.first == "import" else { return nil }
                words.removeFirst()
                if let first = words.first, kinds.contains(first) { words.removeFirst() }
                return words.first.map { (String($0.prefix { $0 != "." }), place + 1) }
            }
        }
    }

    private static let levels: Set<String> = [
        "public", "package", "internal", "fileprivate", "private",
    ]

    /// Imports that a module may not have.
    func forbiddenImports(_ module: Module) -> [Finding] {
        imports.filter { !module.imports.contains($0.module) }.map {
            Finding(
                path: path, line: $0.line,
                what: "\(module) may not import \($0.module); see ModuleTable.swift")
        }
    }

    private static let holes = ["@unchecked Sendable", "nonisolated(unsafe)", "@preconcurrency"]

    /// Holes in the compiler's checks without a comment that names what guards them.
    var unguardedHoles: [Finding] {
        code.enumerated().flatMap { place, line in
            Self.holes.filter { line.contains($0) && !namesItsGuard(place) }.map {
                Finding(path: path, line: place + 1, what: "\($0) without a comment 'Guarded by …'")
            }
        }
    }

    /// A comment on the line itself, or on the lines just above it.
    private func namesItsGuard(_ place: Int) -> Bool {
        var comment = comments[place]
        var above = place - 1
        while above >= 0, code[above].allSatisfy(\.isWhitespace), !comments[above].isEmpty {
            comment += comments[above]
            above -= 1
        }
        return comment.lowercased().contains("guarded by ")
    }

    private static let unwanted: [(pattern: String, what: String)] = [
        (#"\bfatalError\("#, "say it with precondition and a full sentence"),
        (
            #"\b(class|struct|enum|actor|protocol) \w*(Manager|Helper|Utils?)\b"#,
            "a noun of the ward instead"
        ),
    ]

    /// Names and calls the house does not use, and work left lying about in comments.
    var unwantedWords: [Finding] {
        var found: [Finding] = []
        for (place, line) in code.enumerated() {
            for (pattern, what) in Self.unwanted
            where line.range(of: pattern, options: .regularExpression) != nil {
                found.append(Finding(path: path, line: place + 1, what: what))
            }
            if comments[place].range(of: #"\b(TODO|FIXME|XXX)\b"#, options: .regularExpression)
                != nil
            {
                found.append(
                    Finding(path: path, line: place + 1, what: "do it, or open an issue"))
            }
        }
        return found
    }
}

/// The longest file allowed, in lines.
let longestFile = 400

/// A finding when a file has too many lines.
func tooLong(path: String, _ text: String) -> Finding? {
    let count = text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
    return count > longestFile
        ? Finding(path: path, line: count, what: "\(count) lines; at most \(longestFile)") : nil
}

/// The targets of a package manifest and the targets of the package they depend on.
struct Manifest {
    struct Target: Equatable {
        var name: String
        var isTest: Bool
        var dependencies: Set<String>
    }

    var targets: [Target] = []

    init(_ text: String) {
        let lines = text.components(separatedBy: "\n").filter {
            !$0.trimmingCharacters(in: .whitespaces).hasPrefix("//")
        }
        let text = lines.joined(separator: "\n")
        let pattern = #/\.(target|executableTarget|testTarget|systemLibrary)\(/#
        for match in text.matches(of: pattern) {
            let body = Self.enclosed(text[match.range.upperBound...], "(", ")")
            guard let name = body.firstMatch(of: #/name:\s*"([^"]+)"/#)?.1 else { continue }
            targets.append(
                Target(
                    name: String(name), isTest: match.1 == "testTarget",
                    dependencies: Self.dependencies(body)))
        }
    }

    private static func dependencies(_ body: Substring) -> Set<String> {
        guard let start = body.firstMatch(of: #/dependencies:\s*\[/#) else { return [] }
        let list = String(enclosed(body[start.range.upperBound...], "[", "]"))
            .replacing(#/\.product\([^)]*\)/#, with: "")
        return Set(list.matches(of: #/"([^"]+)"/#).map { String($0.1) })
    }

    /// The text up to the closing sign that belongs to an opening one just before it.
    private static func enclosed(
        _ text: Substring, _ open: Character, _ close: Character
    ) -> Substring {
        var depth = 1
        for place in text.indices {
            if text[place] == open { depth += 1 }
            if text[place] == close { depth -= 1 }
            if depth == 0 { return text[..<place] }
        }
        return text
    }

    /// Each target's own dependencies.
    var arrows: [String: Set<String>] {
        Dictionary(uniqueKeysWithValues: targets.map { ($0.name, $0.dependencies) })
    }
}

/// A way round in a graph of dependencies; `nil` when there is none.
func cycle(in arrows: [String: Set<String>]) -> [String]? {
    var done: Set<String> = []
    func visit(_ name: String, _ path: [String]) -> [String]? {
        if let start = path.firstIndex(of: name) { return Array(path[start...]) + [name] }
        guard !done.contains(name) else { return nil }
        for next in (arrows[name] ?? []).sorted() {
            if let found = visit(next, path + [name]) { return found }
        }
        done.insert(name)
        return nil
    }
    for name in arrows.keys.sorted() {
        if let found = visit(name, []) { return found }
    }
    return nil
}

/// Everything a module reaches by its arrows.
func reach(_ name: String, _ arrows: [String: Set<String>]) -> Set<String> {
    var found: Set<String> = []
    var open = Array(arrows[name] ?? [])
    while let next = open.popLast() {
        if found.insert(next).inserted { open += arrows[next] ?? [] }
    }
    return found
}
