def builds = new File(basedir, 'build.log').text.split(/Scanning for projects/)
def expected = [
    'unknown level "strict": must be one of privileged, baseline, restricted',
    'unknown version "1.35": must be "latest" or "v1.x"',
    '"k8s/[.yaml" is not a pattern of files: Missing \']',
    'an entry of the manifests is empty: it must be a file, a directory or a pattern',
    "cannot write to ${basedir}/pom.xml",
]

expected.eachWithIndex { message, i ->
  assert builds[i + 1].contains("on project bad-configuration: ${message} -> [Help 1]")
}
assert builds.length == 1 + expected.size()
