def log = new File(basedir, 'build.log').text

assert log.contains('''\
[ERROR] k8s/cut.json:2:17: spec: the document ends inside a string
[INFO] k8s/good.yaml:1: Pod good is allowed
[ERROR] k8s/rollout.yaml:8: Rollout.argoproj.io is not judged
[ERROR]   spec.template.spec looks like a pod, but the kind is not known
[INFO] checked 1 workload at restricted:latest: 1 allowed, 0 violating, 1 not judged; 1 error
''')
assert log.contains(
    'on project unreadable: not everything was checked: 1 not read, 1 not judged, listed above -> [Help 1]')
