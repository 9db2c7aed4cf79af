import Subprocess

/// A page as PDF, by Debian's WeasyPrint when the site has it.
public enum PrintedPage {
    /// The largest PDF that is taken: a sheet is about 60 kB.
    private static let mostBytes = 4 << 20
    /// A sheet takes about a second; a program that hangs must not hold its answer.
    private static let patience = Duration.seconds(20)

    /// Makes a PDF of a page that needs nothing else. `nil` when the program is not installed; throws
    /// when it fails or takes longer than 20 s. The page goes in by standard input and is never a file.
    public static func pdf(html: String) async throws -> [UInt8]? {
        try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            group.addTask { try await run(html) }
            group.addTask {
                try await Task.sleep(for: patience)
                throw PrintError.tookTooLong
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    private static func run(_ html: String) async throws -> [UInt8]? {
        do {
            let result = try await Subprocess.run(
                .name("weasyprint"), arguments: ["--encoding", "utf-8", "-", "-"],
                input: .string(html), output: .bytes(limit: mostBytes), error: .discarded)
            guard result.terminationStatus.isSuccess else { throw PrintError.failed }
            return result.standardOutput
        } catch let error as SubprocessError where error.code == .executableNotFound {
            return nil
        }
    }
}

/// Why a page could not be made into a PDF.
public enum PrintError: Error, CustomStringConvertible {
    /// The program ended with an error.
    case failed
    /// It took longer than 20 s.
    case tookTooLong

    /// One plain sentence.
    public var description: String {
        switch self {
        case .failed: "The program that makes PDFs failed; print the page from the browser."
        case .tookTooLong: "Making the PDF took too long; print the page from the browser."
        }
    }
}
