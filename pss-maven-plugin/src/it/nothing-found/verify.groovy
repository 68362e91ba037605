def log = new File(basedir, 'build.log').text
def builds = log.split(/Scanning for projects/)
def nothing =
    "nothing to check: no manifests are configured, and ${basedir} has none of the directories src/main/k8s, " +
    "src/main/kubernetes, k8s, kubernetes"

assert builds.length == 5
assert builds[1].contains("[ERROR] Failed to execute goal io.github.pss4j:pss-maven-plugin:${version}:check (default) on project nothing-found: ${nothing} -> [Help 1]")
(2..3).each {
  assert builds[it].contains('''\
[ERROR] empty: has no object in it; nothing was checked
[ERROR] missing: no such file or directory
[ERROR] */*.yaml: matches no file or directory; nothing was checked
[INFO] checked 0 workloads at restricted:latest: 0 allowed, 0 violating; 3 errors
''')
  assert builds[it].contains(
      'on project nothing-found: not everything was checked: 3 not read, 0 not judged, listed above -> [Help 1]')
}
assert builds[4].contains("[WARNING] ${nothing}\n")
