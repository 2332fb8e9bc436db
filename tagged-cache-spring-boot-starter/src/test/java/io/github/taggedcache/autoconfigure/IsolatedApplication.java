package io.github.taggedcache.autoconfigure;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * An application that is started by a class loader of its own, from which classes are
 * missing.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableCaching
public class IsolatedApplication {

	/**
	 * Starts the application, uses its cache and returns the names of its beans.
	 * @param arguments the command line
	 * @return the names, one a line
	 */
	public static String run(String... arguments) {
		SpringApplicationBuilder application = new SpringApplicationBuilder(IsolatedApplication.class)
			.web(WebApplicationType.NONE);
		try (ConfigurableApplicationContext context = application.run(arguments)) {
			Library library = context.getBean(Library.class);
			library.title(1);
			library.title(1);
			library.changed(1);
			library.title(1);
			if (library.loads() != 2) {
				throw new IllegalStateException("Loaded " + library.loads() + " times");
			}
			return Arrays.stream(context.getBeanDefinitionNames()).collect(Collectors.joining("\n"));
		}
	}

	@Bean
	Library library() {
		return new Library();
	}

	static class Library {

		private final AtomicInteger loads = new AtomicInteger();

		public int loads() {
			return this.loads.get();
		}

		@Cacheable("titles")
		@CacheTags("book:#{#id}")
		public String title(long id) {
			return "title " + this.loads.incrementAndGet();
		}

		@InvalidateTags("book:#{#id}")
		public void changed(long id) {
		}

	}

}
