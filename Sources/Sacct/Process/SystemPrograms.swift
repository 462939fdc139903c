/// The small programs of every Linux that know what only the host's own C library can find out: `id`, `getent`.
package enum SystemPrograms {
    /// What they are run with: nothing of the caller's, who may have programs of the same names.
    package static let environment = ["PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C"]
}
