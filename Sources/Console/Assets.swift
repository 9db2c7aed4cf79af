import HTTPTypes
import Hummingbird
import NIOCore

/// Style sheets and scripts, embedded in the program.
///
/// Their addresses carry a digest of them all: a browser may keep them for ever, and a new release
/// is never shown with an old script.
enum Assets {
    private static let css = "text/css; charset=utf-8"
    private static let js = "text/javascript; charset=utf-8"

    static let files: [String: (type: String, bytes: [UInt8])] = [
        "base.css": (css, PackageResources.base_css),
        "floor.css": (css, PackageResources.floor_css),
        "respond.css": (css, PackageResources.respond_css),
        "limits.css": (css, PackageResources.limits_css),
        "records.css": (css, PackageResources.records_css),
        "story.css": (css, PackageResources.story_css),
        "replay.js": (js, PackageResources.replay_js),
        "handover.css": (css, PackageResources.handover_css),
        "handover.js": (js, PackageResources.handover_js),
        "fields.css": (css, PackageResources.fields_css),
        "people.css": (css, PackageResources.people_css),
        "floor.js": (js, PackageResources.floor_js),
        "page.js": (js, PackageResources.page_js),
        "respond.js": (js, PackageResources.respond_js),
        "clock.js": (js, PackageResources.clock_js),
        "feed.js": (js, PackageResources.feed_js),
        "lost.js": (js, PackageResources.lost_js),
        "tile.js": (js, PackageResources.tile_js),
        "trace.js": (js, PackageResources.trace_js),
        "touches.js": (js, PackageResources.touches_js),
        "attention.js": (js, PackageResources.attention_js),
        "counter.js": (js, PackageResources.counter_js),
        "header.js": (js, PackageResources.header_js),
        "sound.js": (js, PackageResources.sound_js),
        "refusal.js": (js, PackageResources.refusal_js),
        "pacer.js": (js, PackageResources.pacer_js),
        "timeline.js": (js, PackageResources.timeline_js),
        "late.js": (js, PackageResources.late_js),
        "others.js": (js, PackageResources.others_js),
        "fields.js": (js, PackageResources.fields_js),
        "icon.svg": ("image/svg+xml", PackageResources.icon_svg),
    ]

    /// FNV-1a of all names and bytes: not a secret, only a name for this very set of files.
    private static let digest: String = {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for (name, file) in files.sorted(by: { $0.key < $1.key }) {
            for byte in Array(name.utf8) + file.bytes {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
            }
        }
        return String(hash, radix: 16)
    }()

    /// Where pages find the files.
    static let root = "/assets/\(digest)"

    static func response(to request: Request, build: String?, name: String?) throws -> Response {
        guard build == digest, let name, let file = files[name] else {
            throw ConsoleError.unknown(Words.english.noPage)
        }
        let tag = "\"\(digest)-\(name)\""
        let headers: HTTPFields = [
            .eTag: tag, .cacheControl: "public, max-age=31536000, immutable",
            .contentType: file.type,
        ]
        if request.headers[.ifNoneMatch] == tag {
            return Response(status: .notModified, headers: headers)
        }
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
    }
}
