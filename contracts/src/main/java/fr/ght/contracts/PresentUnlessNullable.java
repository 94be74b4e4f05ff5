package fr.ght.contracts;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record only if all its parts are there, but for those marked {@code @Nullable}: what
 * lacks a part does not have the record's shape, and must not become a null where none is expected.
 */
public final class PresentUnlessNullable extends NopAnnotationIntrospector {
  private static final long serialVersionUID = 1;

  @Override
  public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
    return isRequired(member) ? Boolean.TRUE : null;
  }

  @Override
  public JsonSetter.Value findSetterInfo(Annotated member) {
    return member instanceof AnnotatedMember part && isRequired(part)
        ? JsonSetter.Value.forValueNulls(Nulls.FAIL)
        : JsonSetter.Value.empty();
  }

  private static boolean isRequired(AnnotatedMember member) {
    return member instanceof AnnotatedParameter parameter
        && isCanonical(parameter)
        && !parts(parameter)[parameter.getIndex()]
            .getAnnotatedType()
            .isAnnotationPresent(Nullable.class);
  }

  private static boolean isCanonical(AnnotatedParameter parameter) {
    var owner = parameter.getDeclaringClass();
    return owner.isRecord()
        && parameter.getOwner() instanceof AnnotatedConstructor constructor
        && Arrays.equals(
            constructor.getAnnotated().getParameterTypes(),
            Arrays.stream(parts(parameter)).map(RecordComponent::getType).toArray());
  }

  private static RecordComponent[] parts(AnnotatedParameter parameter) {
    return parameter.getDeclaringClass().getRecordComponents();
  }
}
