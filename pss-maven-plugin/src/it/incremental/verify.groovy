def builds = new File(basedir, 'build.log').text.split(/Scanning for projects/)
def checked = { level -> "[INFO] checked 1 workload at ${level}:latest: 1 allowed, 0 violating\n" }
def unchanged = { level -> "[INFO] nothing has changed since everything was allowed at ${level}:latest\n" }

assert builds.length == 9
assert builds[1].contains(checked('restricted'))
assert builds[2].contains(unchanged('restricted'))
assert !builds[2].contains('is allowed')
(3..4).each {
  assert builds[it].contains('[ERROR] target/k8s/web.yaml:1: Pod web violates restricted:latest\n')
  assert builds[it].contains('restricted:latest is violated by 1 of 1 workloads, listed above')
}
assert builds[5].contains(checked('restricted'))
assert builds[6].contains(checked('baseline'))
assert builds[7].contains(checked('baseline'))
assert builds[8].contains(unchanged('baseline'))
