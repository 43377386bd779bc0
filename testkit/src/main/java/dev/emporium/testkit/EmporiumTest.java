package dev.emporium.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class against real PostgreSQL and Kafka. {@code @BeforeAll}, {@code @Test} and the others
 * may take an {@link Emporium}, which is the class's own and is cleaned up after it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EmporiumExtension.class)
public @interface EmporiumTest {}
