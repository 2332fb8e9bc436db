package io.github.taggedcache.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that objects of a class are stored as the application's own {@code JsonMapper}
 * writes them, with all of its settings and all annotations of the class. Without it, the
 * cache stores an object by its fields and follows only annotations that say what a thing
 * is.
 * <p>
 * The class counts wherever it occurs: as the cached value, as a property, as an element.
 * Each value is read back and compared field by field, so a field that the API hides is
 * an error here.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ApplicationJson {

}
