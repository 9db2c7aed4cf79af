import Glibc
import Testing

@testable import Discovery

/// A program that only holds a file, under a name of choice, ended with the test.
final class Holder {
    private let name: String
    private let directory: String
    private let process: pid_t

    /// Starts `sleep` under that name with the descriptor for its own.
    init(named name: String, holding descriptor: Int32) throws {
        self.name = name
        directory = "/tmp/spotter-holder-\(getpid())-\(name)"
        try #require(mkdir(directory, 0o700) == 0)
        try #require(symlink("/bin/sleep", "\(directory)/\(name)") == 0)
        var actions = posix_spawn_file_actions_t()
        try #require(posix_spawn_file_actions_init(&actions) == 0)
        defer { posix_spawn_file_actions_destroy(&actions) }
        try #require(posix_spawn_file_actions_adddup2(&actions, descriptor, 9) == 0)
        var words = [strdup(name), strdup("100"), nil]
        defer { words.forEach { free($0) } }
        var started = pid_t()
        let program = "\(directory)/\(name)"
        try #require(posix_spawn(&started, program, &actions, nil, &words, environ) == 0)
        process = started
        // The name is the program's only once it has been started in earnest.
        for _ in 0..<500 where Processes.name(of: Int(started)) != name { usleep(2_000) }
        try #require(Processes.name(of: Int(started)) == name)
    }

    deinit {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
        unlink("\(directory)/\(name)")
        rmdir(directory)
    }
}

/// Has a program that ends at once take a file's lock.
func lockFromAChild(_ descriptor: Int32) throws {
    var actions = posix_spawn_file_actions_t()
    try #require(posix_spawn_file_actions_init(&actions) == 0)
    defer { posix_spawn_file_actions_destroy(&actions) }
    try #require(posix_spawn_file_actions_adddup2(&actions, descriptor, 9) == 0)
    var words = [strdup("flock"), strdup("9"), nil]
    defer { words.forEach { free($0) } }
    var child = pid_t()
    try #require(posix_spawnp(&child, "flock", &actions, nil, &words, environ) == 0)
    var status: Int32 = -1
    try #require(waitpid(child, &status, 0) == child)
    try #require(status == 0)
}
