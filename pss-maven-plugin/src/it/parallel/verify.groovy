def log = new File(basedir, 'build.log').text

assert log.contains('Using the MultiThreadedBuilder implementation with a thread count of 2')
assert !log.contains('not marked as')
assert log.contains('[INFO] a/src/main/k8s/web.yaml:1: Pod web-a is allowed\n')
assert log.contains('[INFO] b/src/main/kubernetes/web.yaml:1: Pod web-b is allowed\n')
assert log.contains('[INFO] c/kubernetes/web.yaml:1: Pod web-c is allowed\n')
assert log.count('[INFO] checked 1 workload at restricted:latest: 1 allowed, 0 violating\n') == 3
assert log.count('[WARNING] nothing to check: no manifests are configured, and ') == 2
