import Drivers
import Glibc

// kernels: runs one kernel over the same made input so many times, for `Tests/instructions`, which
// counts instructions under valgrind and takes the difference of two lengths. Links the pure modules
// alone: valgrind of Debian 12 crashes on the whole program.
//
//     kernels                  the kernels there are, a name a line
//     kernels NAME ROUNDS      the units gone through, and what was found so that no work is left out

let arguments = CommandLine.arguments
if arguments.count == 1 {
    for name in Kernel.names { print(name) }
} else if arguments.count == 3, let kernel = Kernel(arguments[1]), let rounds = Int(arguments[2]),
    rounds > 0
{
    let done = kernel.run(rounds: rounds)
    print(done.units, done.found)
} else {
    print("usage: kernels [NAME ROUNDS]")
    exit(2)
}
