def log = new File(basedir, 'build.log').text

assert log.contains('''\
[INFO] src/main/k8s/web.yaml:1: Deployment shop/web is allowed
[INFO] checked 1 workload at restricted:latest: 1 allowed, 0 violating; skipped 1 object without a pod
[INFO]   skipped 1 Service, at src/main/k8s/web.yaml:21
''')
