import CFuzzer
import Drivers
import Glibc

// fuzz FAMILY TAIL [libFuzzer's options and corpus folders]
// fuzz --families
//
// TAIL is a file of whole frames of the family, as an encoder makes them: what comes after damage.

let words = CommandLine.arguments
if words.dropFirst() == ["--families"] {
    for family in Family.allCases { print(family.rawValue) }
    exit(0)
}
guard words.count >= 3, let family = Family(rawValue: words[1]),
    let tail = FileBytes.read(words[2]), !tail.isEmpty
else {
    print("fuzz FAMILY TAIL [options] [corpus]; there are \(Family.namesSentence).")
    exit(64)
}
Properties.start(family, tail: tail)
// libFuzzer leaves by exit().
atexit { print("\(Properties.bytes) bytes checked") }

// libFuzzer's workers start this program again, so it is given the words as they were; those it does
// not know (no leading dash) it would take for corpus folders, so ours are taken out.
var count = CInt(words.count - 2)
let kept = [words[0]] + words.dropFirst(3)
let outcome = unsafe withUnsafeTemporaryAllocation(
    of: UnsafeMutablePointer<CChar>?.self, capacity: kept.count + 1
) { buffer -> CInt in
    for (place, word) in kept.enumerated() { unsafe buffer[place] = unsafe strdup(word) }
    unsafe buffer[kept.count] = nil
    var start = buffer.baseAddress
    return unsafe LLVMFuzzerRunDriver(&count, &start) { data, size in
        let bytes = unsafe UnsafeBufferPointer(start: data, count: data == nil ? 0 : size)
        Properties.check(unsafe Array(bytes))
        return 0
    }
}
exit(outcome)
