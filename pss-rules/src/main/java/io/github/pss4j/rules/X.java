package io.github.pss4j.rules;

class X {}
