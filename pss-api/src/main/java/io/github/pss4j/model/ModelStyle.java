package io.github.pss4j.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/**
 * How the values of the model are made: the implementations are hidden, so that a caller sees the
 * abstract types and their builders only. It is gone after compilation, so that a caller's compiler
 * does not look for Immutables.
 */
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.SOURCE)
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
    overshadowImplementation = true,
    deferCollectionAllocation = true,
    allowedClasspathAnnotations = {Override.class})
@interface ModelStyle {}
