def log = new File(basedir, 'build.log').text

assert log.contains('''\
[ERROR] deploy/trace.yaml:1: Pod shop/trace violates restricted:v1.35
[ERROR]   hostNamespaces: host namespaces
[ERROR]     hostNetwork=true
[ERROR]       line 7: spec.hostNetwork
[ERROR]               is true, must be false, or absent
[ERROR]   hostPorts: hostPort
[ERROR]     container "trace" uses hostPort 9100
[ERROR]       line 16: spec.containers[0].ports[0].hostPort
[ERROR]                is 9100 (filled in by the API server), must be 0, or absent
[INFO] deploy/web.yaml:1: Deployment shop/web is allowed
[INFO] checked 2 workloads at restricted:v1.35: 1 allowed, 1 violating
''')
assert log.contains(
    "check (default) on project failing: restricted:v1.35 is violated by 1 of 2 workloads, listed above -> [Help 1]")

def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/pss.json'))
assert report.summary ==
    [checked: 2, allowed: 1, violating: 1, skipped: 0, notJudged: 0, errors: 0]
assert report.results*.source == [
    [file: 'deploy/trace.yaml', line: 1], [file: 'deploy/web.yaml', line: 1]]
assert report.results*.allowed == [false, true]
