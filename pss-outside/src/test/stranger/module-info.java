module stranger {
  requires io.github.pss4j.jackson;
}
