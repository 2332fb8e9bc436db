package io.github.taggedcache.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * One release of a shop, compiled when the test runs, with a class loader of its own:
 * classes of the same names have other fields and annotations in another release.
 */
final class Release implements AutoCloseable {

	private final URLClassLoader classes;

	private Release(URLClassLoader classes) {
		this.classes = classes;
	}

	/**
	 * Compiles a release.
	 * @param directory where the classes go
	 * @param article the class of articles
	 * @param methods the methods of the shop, which has a field {@code database}
	 */
	static Release of(Path directory, String article, String methods) {
		String shop = """
				package shop;

				import java.util.*;
				import io.github.taggedcache.annotation.CacheTags;
				import org.springframework.cache.annotation.Cacheable;

				public class Shop {

					private final io.github.taggedcache.release.ShopDatabase database;

					public Shop(io.github.taggedcache.release.ShopDatabase database) {
						this.database = database;
					}

				""" + methods + "}";
		compile(directory, List.of(source("Article", "package shop; " + article), source("Shop", shop)));
		try {
			return new Release(
					new URLClassLoader(new URL[] { directory.toUri().toURL() }, Release.class.getClassLoader()));
		}
		catch (MalformedURLException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static JavaFileObject source(String name, String text) {
		return new SimpleJavaFileObject(URI.create("string:///shop/" + name + ".java"), JavaFileObject.Kind.SOURCE) {

			@Override
			public CharSequence getCharContent(boolean ignoreEncodingErrors) {
				return text;
			}

		};
	}

	private static void compile(Path directory, List<JavaFileObject> sources) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		Iterable<String> options = Stream.of("-d", directory.toString(), "-parameters", "-proc:none", "-nowarn")
			.toList();
		if (!compiler.getTask(null, null, null, options, null, sources).call()) {
			throw new IllegalStateException("The release does not compile");
		}
	}

	ClassLoader classLoader() {
		return this.classes;
	}

	Class<?> shop() {
		try {
			return this.classes.loadClass("shop.Shop");
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.classes.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
