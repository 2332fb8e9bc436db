package io.github.taggedcache.cache;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The {@code @Cacheable} methods of {@link Library}: each takes what it returns out of
 * its future or publisher.
 */
enum CachedCall {

	PLAIN("plain", Library::plain),

	SYNC_PLAIN("syncPlain", Library::syncPlain),

	OPTIONAL("optional", (library, id) -> library.optional(id).orElse(null)),

	SYNC_OPTIONAL("syncOptional", (library, id) -> library.syncOptional(id).orElse(null)),

	LIST("list", (library, id) -> first(library.list(id))),

	SYNC_LIST("syncList", (library, id) -> first(library.syncList(id))),

	FUTURE("future", (library, id) -> library.future(id).join()),

	SYNC_FUTURE("syncFuture", (library, id) -> library.syncFuture(id).join()),

	MONO("mono", (library, id) -> library.mono(id).block()),

	SYNC_MONO("syncMono", (library, id) -> library.syncMono(id).block()),

	FLUX("flux", (library, id) -> first(library.flux(id).collectList().block())),

	SYNC_FLUX("syncFlux", (library, id) -> first(library.syncFlux(id).collectList().block()));

	private final String region;

	private final BiFunction<Library, Long, @Nullable Article> method;

	CachedCall(String region, BiFunction<Library, Long, @Nullable Article> method) {
		this.region = region;
		this.method = method;
	}

	private static @Nullable Article first(@Nullable List<Article> list) {
		return Stream.ofNullable(list).flatMap(List::stream).findFirst().orElse(null);
	}

	/**
	 * The region of the method.
	 */
	String region() {
		return this.region;
	}

	@Nullable Article on(Library library, long id) {
		return this.method.apply(library, id);
	}

}
