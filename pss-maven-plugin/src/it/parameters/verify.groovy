def builds = new File(basedir, 'build.log').text.split(/Scanning for projects/)

assert builds[1].contains('''\
[ERROR] k8s/rollout.yaml:8: Rollout.argoproj.io is not judged
[ERROR]   spec.template.spec looks like a pod, but the kind is not known
[INFO] k8s/web.yaml:1: Pod web is allowed
[INFO] services/till/k8s/till.yml:1: Pod till is allowed
[INFO] queue.json:1: Pod queue is allowed
[INFO] checked 3 workloads at baseline:v1.34: 3 allowed, 0 violating, 1 not judged
''')
assert new File(basedir, 'target/pss.txt').text == '''\
k8s/rollout.yaml:8: Rollout.argoproj.io is not judged
  spec.template.spec looks like a pod, but the kind is not known

k8s/web.yaml:1: Pod web is allowed
services/till/k8s/till.yml:1: Pod till is allowed
queue.json:1: Pod queue is allowed

checked 3 workloads at baseline:v1.34: 3 allowed, 0 violating, 1 not judged
'''
assert builds[2].contains('[INFO] the check of manifests is skipped\n')
