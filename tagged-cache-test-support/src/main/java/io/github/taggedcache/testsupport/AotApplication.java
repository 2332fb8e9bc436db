package io.github.taggedcache.testsupport;

import java.util.Map;
import java.util.function.Consumer;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

/**
 * An application that is processed ahead of time, and can be started from what that
 * generated. Tests that start it are annotated with {@code CompileWithForkedClassLoader}.
 */
public final class AotApplication {

	private final Class<?> configuration;

	private final Map<String, Object> properties;

	/**
	 * Creates an application.
	 * @param configuration what it is made of
	 * @param properties its properties, when it is processed and when it is started
	 */
	public AotApplication(Class<?> configuration, Map<String, Object> properties) {
		this.configuration = configuration;
		this.properties = Map.copyOf(properties);
	}

	/**
	 * What a native image is told.
	 * @return the hints that processing the application gives
	 */
	public RuntimeHints hints() {
		TestGenerationContext generation = new TestGenerationContext();
		process(generation);
		return generation.getRuntimeHints();
	}

	/**
	 * Starts the application from the classes that were generated for it.
	 * @param use uses the started application, which is closed then
	 */
	@SuppressWarnings("unchecked")
	public void start(Consumer<GenericApplicationContext> use) {
		TestGenerationContext generation = new TestGenerationContext();
		ClassName initializer = process(generation);
		generation.writeGeneratedContent();
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			try (GenericApplicationContext context = new GenericApplicationContext()) {
				configure(context.getEnvironment());
				compiled.getInstance(ApplicationContextInitializer.class, initializer.toString()).initialize(context);
				context.refresh();
				use.accept(context);
			}
		});
	}

	private ClassName process(TestGenerationContext generation) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			configure(context.getEnvironment());
			context.register(this.configuration);
			return new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
	}

	private void configure(ConfigurableEnvironment environment) {
		environment.getPropertySources().addFirst(new MapPropertySource("test", this.properties));
	}

}
