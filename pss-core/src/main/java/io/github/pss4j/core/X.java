package io.github.pss4j.core;

class X {}
